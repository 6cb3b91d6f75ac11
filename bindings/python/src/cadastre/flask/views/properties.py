"""Properties: anyone reads, their owner changes."""

from cadastre.flask.asked import Asked
from cadastre.flask.replies import changed, created, done, id_of, page, record
from cadastre.flask.reply import Reply
from cadastre.flask.views.operation import operation


@operation("listProperties")
def list_properties(asked: Asked) -> Reply:
    return page(asked, asked.calls.property_list(asked.query))


@operation("createProperty")
def create_property(asked: Asked) -> Reply:
    property_ = asked.calls.property_create(asked.body)
    return created(asked, property_, "/v1/properties", id_of(property_))


@operation("getProperty")
def get_property(asked: Asked) -> Reply:
    return record(asked, asked.calls.property_get(asked.part("id")))


@operation("replaceProperty")
def replace_property(asked: Asked) -> Reply:
    return changed(asked.calls.property_replace(asked.part("id"), asked.body, asked.expected))


@operation("patchProperty")
def patch_property(asked: Asked) -> Reply:
    return changed(asked.calls.property_patch(asked.part("id"), asked.body, asked.expected))


@operation("deleteProperty")
def delete_property(asked: Asked) -> Reply:
    asked.calls.property_delete(asked.part("id"), asked.expected)
    return done()
