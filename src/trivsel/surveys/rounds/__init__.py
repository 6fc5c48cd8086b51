"""What a round says of itself: its manifest, its promise, its paper, its pages."""
