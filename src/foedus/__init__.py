"""foedus: assess threats to leave international agreements."""

__version__ = "0.1.0"
