"""Runs OpenStack's command-line clients, one after the other, as Debian installed them.

Each line of standard input is a JSON object {"argv": [program, argument…], "env": {…}}. Each line of standard output is
the JSON object {"code", "stdout", "stderr"} of that command. A client takes a second or two to load and a tenth of one
to work, so its modules are loaded here once, and every command is a fork: a process of its own that runs the program's
own file.
"""
import importlib
import json
import os
import pty
import runpy
import sys
import tempfile
import traceback

MODULES = [
    'glanceclient.shell',
    'glanceclient.v2.shell',
    'openstack.image.v2._proxy',
    'openstackclient.identity.client',
    'openstackclient.identity.v3.catalog',
    'openstackclient.identity.v3.token',
    'openstackclient.image.client',
    'openstackclient.image.v2.image',
    'openstackclient.object.client',
    'openstackclient.object.v1.account',
    'openstackclient.object.v1.container',
    'openstackclient.object.v1.object',
    'openstackclient.shell',
    'swiftclient.shell',
]


def become(argv, env, stdout, stderr):
    """Never returns: what is left of this process is the command."""
    code = 70
    try:
        # A terminal where nobody types: from anything else `openstack image create` takes the image's data.
        _keyboard, terminal = pty.openpty()
        for ours, standard in ((terminal, 0), (stdout.fileno(), 1), (stderr.fileno(), 2)):
            os.dup2(ours, standard)
        os.environ.update(env)
        # In place: swiftclient took hold of the list when it was imported.
        sys.argv[:] = argv
        runpy.run_path(argv[0], run_name='__main__')
        code = 0
    except SystemExit as end:
        # As the interpreter reads it: nothing is success, a number is itself, a text is told and a failure.
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
        code = 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def run(argv, env):
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        child = os.fork()
        if child == 0:
            become(argv, env, stdout, stderr)
        _, status = os.waitpid(child, 0)
        said = {}
        for name, file in (('stdout', stdout), ('stderr', stderr)):
            file.seek(0)
            said[name] = file.read().decode('utf-8', 'replace')
        return {'code': os.waitstatus_to_exitcode(status), **said}


for name in MODULES:
    importlib.import_module(name)
for line in sys.stdin:
    print(json.dumps(run(**json.loads(line))), flush=True)
