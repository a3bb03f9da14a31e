"""Starts one Swift server with its configuration outside /etc/swift.

Usage: swift-launcher.py SWIFT_DIR KIND CONF. Swift reads /etc/swift/swift.conf whatever `swift_dir` says; pointing
its utils elsewhere before the server starts lets it run beside another Swift.
"""
import sys

from swift.common import utils

swift_dir, kind, conf = sys.argv[1:]
utils.set_swift_dir(swift_dir)

if kind == 'container-updater':
    from swift.common.daemon import run_daemon
    from swift.container.updater import ContainerUpdater
    sys.exit(run_daemon(ContainerUpdater, conf, section=kind, verbose=True))

from swift.common.wsgi import run_wsgi
sys.exit(run_wsgi(conf, kind, verbose=True))
