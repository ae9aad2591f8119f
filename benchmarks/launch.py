"""Run a command and say what it took, as JSON: ``python -I -S launch.py COMMAND…``.

A process of its own, and a small one: what the system counts as a child's memory begins with that of its parent.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time


def main(command: list[str]) -> int:
    """Run it; print wall and CPU seconds, peak memory, status, and what it printed, each piece with its second."""
    output = []
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors)
        with child.stdout as stdout:
            while piece := os.read(stdout.fileno(), 2**16):
                output.append((time.perf_counter() - start, piece.decode("utf-8", "replace")))
        status = child.wait()
        wall = time.perf_counter() - start
        errors.seek(0)
        complaint = errors.read().decode("utf-8", "replace")[-4000:]
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    found = {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "peak_mb": peak, "status": status}
    print(json.dumps({**found, "output": output, "errors": complaint}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
