"""What a person may ask of the region: a copy of the own data, a correction, erasure, and to know who looked. And when data goes by itself."""
