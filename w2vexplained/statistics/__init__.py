"""What counts say: the noise distribution."""
