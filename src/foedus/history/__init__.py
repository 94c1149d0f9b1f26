"""What happened before: past exit threats, base rates, reference classes, hazards and waiting times."""
