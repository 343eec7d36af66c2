"""Stand-ins for what is outside: real sockets on 127.0.0.1, scripted answers."""
