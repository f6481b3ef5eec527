"""Forms: shape of input only; to_command() gives a frozen dataclass."""
