"""What fails beside us: kills, full disks, damaged files, services that are out; what must be left whole."""
