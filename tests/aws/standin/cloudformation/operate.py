"""The operations of a stack: made, changed, taken back, deleted."""

from typing import Any

from ..call import Call
from ..error import AwsError
from . import policy, schema
from .run import Run, Step, Work
from .stack import Resource, Stack
from .template import Template
from .type.base import TYPES
from .value import resolve


class Operation:
    """One run of a change set, or a deletion."""

    def __init__(
        self, call: Call, stack: Stack, retain_except_on_create: bool = False, adopt: bool = False, on_failure: str = "ROLLBACK"
    ):
        self.call = call
        self.stack = stack
        self.retain_except_on_create = retain_except_on_create
        self.adopt = adopt
        self.on_failure = on_failure
        # What to take back, and what to delete once all is well.
        self.made: list[Resource] = []
        self.modified: list[tuple[Resource, dict[str, Any], dict[str, Any]]] = []
        self.replaced: dict[str, Resource] = {}
        self.before: dict[str, Any] = {}

    def create(self) -> None:
        self.stack.set(self.call, "CREATE_IN_PROGRESS", "User Initiated")
        self._forward("CREATE")

    def update(self, template: Template, parameters: dict[str, str], tags: dict[str, str]) -> None:
        stack = self.stack
        self.before = {
            "template": stack.template, "parameters": stack.parameters, "tags": stack.tags, "resources": dict(stack.resources),
            "declared": {name: (one.declared, one.needs) for name, one in stack.resources.items()},
        }
        stack.template, stack.parameters, stack.tags = template, parameters, tags
        stack.updated = self.call.clock.now()
        stack.set(self.call, "UPDATE_IN_PROGRESS", "User Initiated")
        self._forward("UPDATE")

    def delete(self) -> None:
        self.stack.set(self.call, "DELETE_IN_PROGRESS", "User Initiated")
        self._delete(list(self.stack.resources.values()), self._deleted, keep=True)

    # Forward.

    def _forward(self, verb: str) -> None:
        template = self.stack.template
        steps = {}
        for name in template.resources:
            steps[name] = Step(
                name, template.needs(name), lambda name=name: self._resource(name), lambda text, name=name: self._failed(name, text)
            )
        Run(self.call, steps, lambda failed: self._forward_done(verb, failed)).start()

    def _resource(self, name: str) -> Work:
        """Makes, changes or replaces one resource, or finds nothing to do."""
        stack, declared = self.stack, self.stack.template.resources[name]
        old = self.before.get("resources", {}).get(name)
        properties = resolve(stack, declared.get("Properties", {}))
        if schema.of(declared["Type"]).taggable and stack.tags:
            ours = {tag["Key"] for tag in properties.get("Tags", [])}
            extra = [{"Key": key, "Value": value} for key, value in stack.tags.items() if key not in ours]
            properties = {**properties, "Tags": [*properties.get("Tags", []), *extra]}
        if old is None:
            yield from self._make(name, declared, properties, "CREATE", None)
        elif old.type != declared["Type"] or self._create_only(old, properties):
            policy.check(stack, name, old, "Update:Replace")
            yield from self._make(name, declared, properties, "UPDATE", old)
        elif old.properties != properties:
            policy.check(stack, name, old, "Update:Modify")
            yield from self._modify(old, declared, properties)
        else:
            old.declared, old.needs = declared, stack.template.needs(name)

    def _create_only(self, old: Resource, properties: dict[str, Any]) -> bool:
        return any(old.properties.get(key) != properties.get(key) for key in schema.of(old.type).create_only)

    def _make(self, name: str, declared: dict[str, Any], properties: dict[str, Any], verb: str, old: Resource | None) -> Work:
        stack, call = self.stack, self.call
        resource = Resource(name, declared["Type"], declared, properties, needs=stack.template.needs(name))
        stack.resources[name] = resource
        if old is not None:
            self.replaced[name] = old
            resource.physical_id = old.physical_id
            text = "Requested update requires the creation of a new physical resource; hence creating one."
            stack.note(call, resource, "UPDATE_IN_PROGRESS", text)
            resource.physical_id = None
        else:
            stack.note(call, resource, f"{verb}_IN_PROGRESS")
        self.made.append(resource)
        schema.of(resource.type).check(name, properties)
        self._injected(resource)
        handler = TYPES[resource.type]
        if self.adopt and handler.adopt(call, resource):
            self.made.remove(resource)
        else:
            work = handler.create(call, resource, stack)
            started = False
            for seconds in work:
                if not started and resource.physical_id:
                    stack.note(call, resource, f"{verb}_IN_PROGRESS", "Resource creation Initiated")
                    started = True
                yield seconds
        stack.note(call, resource, f"{verb}_COMPLETE")

    def _modify(self, resource: Resource, declared: dict[str, Any], properties: dict[str, Any]) -> Work:
        before = resource.declared, resource.properties
        self.modified.append((resource, *before))
        self.stack.note(self.call, resource, "UPDATE_IN_PROGRESS")
        schema.of(resource.type).check(resource.logical_id, properties)
        self._injected(resource)
        resource.declared, resource.properties = declared, properties
        resource.needs = self.stack.template.needs(resource.logical_id)
        yield from TYPES[resource.type].update(self.call, resource, before[1])
        self.stack.note(self.call, resource, "UPDATE_COMPLETE")

    def _injected(self, resource: Resource, action: str = "make") -> None:
        """Fails where a test wants it to: when a resource is made or changed, or when it is deleted."""
        for one in self.call.world.resource_faults:
            meets = one.get("type") in (None, resource.type) and one.get("logical_id") in (None, resource.logical_id)
            if meets and one.get("times", 1) > 0 and one.get("action", "make") == action:
                one["times"] = one.get("times", 1) - 1
                raise AwsError(one.get("code", "InternalFailure"), one.get("message", "Internal Failure"))

    def _failed(self, name: str, text: str) -> None:
        resource = self.stack.resources.get(name)
        if resource is None:
            resource = Resource(name, self.stack.template.resources[name]["Type"])
            self.stack.resources[name] = resource
        new = name not in self.before.get("resources", {})
        self.stack.note(self.call, resource, "CREATE_FAILED" if new else "UPDATE_FAILED", text)

    def _forward_done(self, verb: str, failed: list[str]) -> None:
        stack, call = self.stack, self.call
        if failed:
            return self._back(verb, failed)
        stack.outputs = {name: resolve(stack, one["Value"]) for name, one in stack.template.outputs.items()}
        if verb == "CREATE":
            return stack.set(call, "CREATE_COMPLETE")
        stack.set(call, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
        gone = [one for name, one in stack.resources.items() if name not in stack.template.resources]
        for resource in gone:
            try:
                policy.check(stack, resource.logical_id, resource, "Update:Delete")
            except AwsError as error:
                return self._back(verb, [resource.logical_id], error.message)
            del stack.resources[resource.logical_id]
        return self._delete([*gone, *self.replaced.values()], lambda _: stack.set(call, "UPDATE_COMPLETE"), keep=True, noted=False)

    # Back.

    def _back(self, verb: str, failed: list[str], text: str | None = None) -> None:
        stack, call = self.stack, self.call
        known = self.before.get("resources", {})
        lists = {
            "create": sorted(name for name in failed if name not in known), "update": sorted(name for name in failed if name in known)
        }
        reason = text or " ".join(f"The following resource(s) failed to {what}: [{', '.join(names)}]. " for what, names in lists.items() if names)
        if verb == "CREATE":
            return self._create_failed(reason)
        stack.set(call, "UPDATE_ROLLBACK_IN_PROGRESS", reason)
        stack.template, stack.parameters, stack.tags = (self.before[key] for key in ("template", "parameters", "tags"))
        steps = {}
        for resource, declared, properties in self.modified:
            name = resource.logical_id
            steps[name] = Step(
                name, set(), lambda r=resource, d=declared, p=properties: self._restore(r, d, p),
                lambda text, r=resource: stack.note(call, r, "UPDATE_FAILED", text),
            )
        Run(call, steps, self._restored).start()

    def _create_failed(self, reason: str) -> None:
        stack, call = self.stack, self.call
        if self.on_failure == "DO_NOTHING":
            return stack.set(call, "CREATE_FAILED", reason)
        if self.on_failure == "DELETE":
            stack.set(call, "DELETE_IN_PROGRESS", reason + "Delete requested by user.")
            return self._delete(self.made, self._deleted, keep=not self.retain_except_on_create)
        stack.set(call, "ROLLBACK_IN_PROGRESS", reason + "Rollback requested by user.")
        return self._delete(
            self.made, lambda left: stack.set(call, "ROLLBACK_FAILED" if left else "ROLLBACK_COMPLETE"),
            keep=not self.retain_except_on_create,
        )

    def _restore(self, resource: Resource, declared: dict[str, Any], properties: dict[str, Any]) -> Work:
        now, resource.declared, resource.properties = resource.properties, declared, properties
        resource.needs = self.stack.template.needs(resource.logical_id)
        self.stack.note(self.call, resource, "UPDATE_IN_PROGRESS")
        yield from TYPES[resource.type].update(self.call, resource, now)
        self.stack.note(self.call, resource, "UPDATE_COMPLETE")

    def _restored(self, failed: list[str]) -> None:
        stack, call = self.stack, self.call
        if failed:
            return stack.set(call, "UPDATE_ROLLBACK_FAILED", f"The following resource(s) failed to update: [{', '.join(failed)}]. ")
        stack.resources = self.before["resources"]
        for name, resource in stack.resources.items():
            resource.declared, resource.needs = self.before["declared"][name]
        stack.set(call, "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
        return self._delete(self.made, lambda _: stack.set(call, "UPDATE_ROLLBACK_COMPLETE"), keep=False, noted=False)

    # Deletion.

    def _delete(self, resources: list[Resource], then: Any, keep: bool, noted: bool = True) -> None:
        """Deletes in the reverse order of dependencies. `keep`: but not what is to be retained."""
        names = {resource.logical_id for resource in resources}
        waited: dict[str, set[str]] = {name: set() for name in names}
        for resource in resources:
            for needed in resource.needs & names:
                waited[needed].add(resource.logical_id)
        steps = {
            one.logical_id: Step(
                one.logical_id, waited[one.logical_id], lambda one=one: self._delete_one(one, keep, noted),
                lambda text, one=one: self.stack.note(self.call, one, "DELETE_FAILED", text),
            )
            for one in resources
        }
        Run(self.call, steps, then, go_on=True).start()

    def _delete_one(self, resource: Resource, keep: bool, noted: bool) -> Work:
        stack, call = self.stack, self.call
        replaced = self.replaced.get(resource.logical_id) is resource
        retained = resource.declared.get("UpdateReplacePolicy") == "Retain" if replaced else resource.retained
        if keep and retained and resource.physical_id:
            stack.note(call, resource, "DELETE_SKIPPED")
        elif resource.physical_id is None:
            stack.note(call, resource, "DELETE_COMPLETE")
        else:
            stack.note(call, resource, "DELETE_IN_PROGRESS")
            self._injected(resource, "delete")
            yield from TYPES[resource.type].delete(call, resource)
            stack.note(call, resource, "DELETE_COMPLETE")
        if noted:
            stack.resources.pop(resource.logical_id, None)

    def _deleted(self, failed: list[str]) -> None:
        if failed:
            text = f"The following resource(s) failed to delete: [{', '.join(sorted(failed))}]. "
            return self.stack.set(self.call, "DELETE_FAILED", text)
        self.stack.deleted = self.call.clock.now()
        return self.stack.set(self.call, "DELETE_COMPLETE")
