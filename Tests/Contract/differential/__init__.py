"""Two registers are asked the same at random: where they answer differently, one of them has a bug."""
