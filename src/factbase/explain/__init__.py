"""Models to reasons: proofs of what holds, and what was searched where nothing does."""
