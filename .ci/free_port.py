"""A port of this machine that nobody listens on: prints one."""
import socket


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


if __name__ == "__main__":
    print(free_port())
