"""Read side of the coordinator: tasks, lists, pages and figures; every select carries the scope of the reader."""
