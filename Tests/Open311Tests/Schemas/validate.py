"""Checks answers against the schemas beside this file: NAME.SCHEMA.json, and NAME.SCHEMA.xml."""

import json
import pathlib
import sys

import jsonschema
import lxml.etree

schemas = pathlib.Path(__file__).parent
xsd = lxml.etree.XMLSchema(lxml.etree.parse(str(schemas / "georeport.xsd")))
failed = False
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    try:
        if path.suffix == ".xml":
            xsd.assertValid(lxml.etree.parse(str(path)))
        else:
            schema = json.loads((schemas / (path.stem.split(".")[-1] + ".json")).read_text())
            jsonschema.Draft202012Validator(schema).validate(json.loads(path.read_text()))
    except Exception as error:  # whatever is wrong is told
        failed = True
        print(path.name, error)
sys.exit(failed)
