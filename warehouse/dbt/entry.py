"""dbt's own command line, as a build runs it: it ends when its standard input closes, since a killed parent would
otherwise leave it running with the build file locked, and it leaves out what nobody reads."""

import gc
import json
import os
import sys
import threading


def watch():
    while os.read(0, 1):
        pass
    os._exit(130)


# What warehouse/dbt.ts counts by; warnings and errors it is told in full.
TOLD = {
    "ConcurrencyLine",
    "LogModelResult",
    "LogNodeResult",
    "LogSeedResult",
    "LogSnapshotResult",
    "LogTestResult",
    "LogUnitTestResult",
    "SkippingDetails",
}


def tell_less():
    """Some forty events a node are told, each filled into a message of its own type, with its node and its SQL, before
    anybody is asked whether it is wanted, and those that are wanted are written out with all of it. Here an event is
    filled when something reads it, and progress is a line of what is counted."""
    from dbt_common.events.base_types import BaseEvent, EventLevel
    from dbt_common.events.event_manager import EventManager

    fill, fire = BaseEvent.__init__, EventManager.fire_event

    def made(event, *args, **kwargs):
        object.__setattr__(event, "_given", (args, kwargs))

    def missing(event, name):
        if name == "_given":
            raise AttributeError(name)
        if name == "pb_msg":
            args, kwargs = event._given
            fill(event, *args, **kwargs)
            return event.__dict__["pb_msg"]
        return getattr(event.pb_msg, name)

    def changed(event, name, value):
        if name == "pb_msg":
            object.__setattr__(event, name, value)
        else:
            setattr(event.pb_msg, name, value)

    def fired(manager, e, level=None, node=None, force_warn_or_error_handling=False):
        told = level or e.level_tag()
        if force_warn_or_error_handling or told in (EventLevel.WARN, EventLevel.ERROR):
            fire(manager, e, level, node, force_warn_or_error_handling)
            return
        name = type(e).__name__
        if told != EventLevel.INFO or name not in TOLD:
            return
        given = e._given[1]
        data = {key: given[key] for key in ("node_count",) if key in given}
        if "node_info" in given:
            data["node_info"] = {key: given["node_info"][key] for key in ("unique_id", "node_status")}
        line = json.dumps({"info": {"name": name, "level": "info", "msg": ""}, "data": data})
        # At once, its end with it: several lanes tell.
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    BaseEvent.__init__, BaseEvent.__getattr__, BaseEvent.__setattr__ = made, missing, changed
    EventManager.fire_event = fired


def write_at_once():
    """json.dump() asks an encoder in Python for one piece after the other; json.dumps() is the one in C."""
    from dbt_common.clients import system

    class Whole:
        load = staticmethod(json.load)

        @staticmethod
        def dump(value, file, **options):
            file.write(json.dumps(value, **options))

    system.json = Whole


def write_manifest_once():
    """A build writes what it has read of the models before it runs them, and again after; nobody reads it in between. One
    that replaces years has read what the last one wrote."""
    from dbt.parser import manifest
    from dbt.task import runnable

    def leave(*_):
        pass

    manifest.write_manifest = leave
    if os.environ.get("BAYAN_MANIFEST_STANDS"):
        runnable.write_manifest = leave


def know_macros_by_name():
    """Each node's context, of which it has two, copies a thousand macros by name, and each name was looked for in one
    package after the other."""
    from dbt.context.macros import MacroNamespace

    def by_name(namespace):
        known = namespace.__dict__.get("_by_name")
        if known is None:
            known = {}
            # The first to have a name gives it.
            for package in reversed(list(namespace._search_order())):
                known.update(package)
            namespace.__dict__["_by_name"] = known
        return known

    MacroNamespace.__getitem__ = lambda namespace, name: by_name(namespace)[name]
    MacroNamespace.__iter__ = lambda namespace: iter(by_name(namespace))


if __name__ == "__main__":
    # Nearly all that dbt reads stands until it ends, a minute later: looking through it again and again for what could
    # be freed took a tenth of its time (measured; 0.4 GB more at its peak).
    gc.disable()
    threading.Thread(target=watch, daemon=True).start()
    from dbt.cli.main import cli

    tell_less()
    write_at_once()
    if "build" in sys.argv:
        write_manifest_once()
    know_macros_by_name()
    cli(sys.argv[1:])
