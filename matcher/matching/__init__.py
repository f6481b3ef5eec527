"""The matching engine: what a text means, who fits, and why. Pure: values in, frozen values out, deterministic."""
