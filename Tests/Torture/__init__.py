"""What becomes of a register when machines, disks and processes fail under it: `python -m Torture`."""
