#!/usr/bin/env python3
"""Casement: sets itself up, builds what is missing, and serves the console on this machine."""
import sys

if sys.version_info < (3, 9):
    sys.exit("serve.py needs Python 3.9 or newer, this is %d.%d" % sys.version_info[:2])

import argparse
import signal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "cmake"))

from setup import build, demo, needs  # noqa: E402
from setup.place import BUNDLES, SERVED, SetupError  # noqa: E402
from setup.serving.catalogue import bundles_in  # noqa: E402
from setup.serving.server import Server  # noqa: E402
from setup.steps import say  # noqa: E402

USAGE_ERROR = 2


class Arguments(argparse.ArgumentParser):
    def error(self, message):
        raise SetupError(f"{message}. See ./serve.py --help", USAGE_ERROR)


def port_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to 65535, not {text!r}")
    return int(text)


def parse_arguments() -> argparse.Namespace:
    parser = Arguments(prog="serve.py", description="Builds the console if needed and serves it on this machine.")
    parser.add_argument("--port", type=port_number, default=8420, help="port to listen on; 0 takes any (default 8420)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--bundles", type=Path, action="append", default=[], metavar="DIR",
                        help="a case bundle, or a folder of them, to offer beside the demo; may be repeated")
    parser.add_argument("--build-only", action="store_true", help="set up and build, then end")
    parser.add_argument("--no-install", action="store_true", help="never install anything; say what is missing")
    parser.add_argument("--verbose", action="store_true", help="one line per request on standard error")
    return parser.parse_args()


def check_folders(folders) -> None:
    for folder in folders:
        if not folder.is_dir():
            raise SetupError(f"--bundles {folder}: there is no such folder", USAGE_ERROR)
        if not bundles_in(folder):
            raise SetupError(f"--bundles {folder}: neither a bundle (a folder with a datapackage.json) nor a folder "
                             "that holds one", USAGE_ERROR)


def bind(arguments: argparse.Namespace) -> Server:
    try:
        return Server((arguments.host, arguments.port), SERVED, [BUNDLES, *arguments.bundles],
                      verbose=arguments.verbose)
    except (OSError, UnicodeError) as error:
        raise cannot_listen(arguments, error) from None


def cannot_listen(arguments: argparse.Namespace, error: Exception) -> SetupError:
    import errno
    code = getattr(error, "errno", None)
    if code == errno.EADDRINUSE:
        text = f"Port {arguments.port} is in use already: end what listens there, or choose another with --port"
    elif code == errno.EACCES:
        text = f"Port {arguments.port} needs root: choose one above 1023 with --port"
    else:
        text = f"Cannot listen on {arguments.host}: {getattr(error, 'strerror', None) or error}"
    return SetupError(text, USAGE_ERROR)


def set_up(may_install: bool) -> None:
    if not build.is_built():
        with build.lock():
            needs.ensure(needs.build_needs(), may_install=may_install)
            build.build_native()
            build.build_web()
    if not demo.is_packed():
        with build.lock():
            demo.pack_all()


def stop(_signal, _frame):
    raise KeyboardInterrupt


def main() -> int:
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    server = None
    serving = False
    try:
        arguments = parse_arguments()
        check_folders(arguments.bundles)
        # The address is taken before the long part, so that one which is not to be had is told at once.
        server = None if arguments.build_only else bind(arguments)
        set_up(may_install=not arguments.no_install)
        if server is None:
            return 0
        try:
            server.server_activate()
        except OSError as error:
            raise cannot_listen(arguments, error) from None
        serving = True
        print(f"Casement is at {server.url}", flush=True)
        server.serve_forever()
    except SetupError as error:
        say(str(error))
        return error.code
    except KeyboardInterrupt:
        return 0 if serving else 130
    finally:
        if server:
            server.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
