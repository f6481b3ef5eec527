/* Ask the server for JSON, after a pause in typing; an older question is dropped when a newer one is asked. */
export function asker(pause = 200) {
  let timer;
  let running;
  const cancel = () => {
    clearTimeout(timer);
    running?.abort();
  };
  const ask = (url, onAnswer) => {
    cancel();
    timer = setTimeout(async () => {
      running = new AbortController();
      try {
        const answer = await fetch(url, { headers: { Accept: "application/json" }, signal: running.signal });
        if (answer.ok) onAnswer(await answer.json());
      } catch (error) {
        if (error.name !== "AbortError") onAnswer(null);
      }
    }, pause);
  };
  return { ask, cancel };
}
