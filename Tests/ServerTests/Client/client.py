"""Files, follows, answers and rates a matter through the JSON API, with nothing but the standard
library: what a firm or another department would write.

    client.py BASE file KEY              prints the number of a new matter
    client.py BASE answer KEY NUMBER     signs in to it and answers
    client.py BASE follow NUMBER CODE    prints its state and reply
    client.py BASE rate NUMBER CODE      gives it five stars
"""

import json
import sys
import urllib.error
import urllib.request


def ask(base, method, path, body=None, **headers):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{base}/api/v1{path}", data=data, method=method)
    if data is not None:
        request.add_header("Content-Type", "application/json")
    for name, value in headers.items():
        request.add_header(name.replace("_", "-"), value)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer), answer.headers
    except urllib.error.HTTPError as error:
        problem = json.load(error)
        sys.exit(f"{method} {path}: {error.code} {problem['code']}: {problem['title']}")


def main(base, verb, *arguments):
    if verb == "file":
        made, _ = ask(
            base, "POST", "/matters/receive",
            {"kind": "hotline", "title": "A3区路灯不亮", "text": "三天了。", "caller": "王建国",
             "channel": "web"},
            Authorization=f"Bearer {arguments[0]}", Idempotency_Key="client-1")
        print(made["number"])
    elif verb == "answer":
        key, number = arguments
        bearer = f"Bearer {key}"
        read, headers = ask(base, "GET", f"/matters/{number}", Authorization=bearer)
        assert read["number"] == number
        ask(base, "POST", f"/matters/{number}/accept", {}, Authorization=bearer,
            If_Match=headers["ETag"])
        ask(base, "POST", f"/matters/{number}/answer", {"reply": "路灯已修复，请您查看。"},
            Authorization=bearer)
    elif verb == "follow":
        number, code = arguments
        found, _ = ask(base, "GET", f"/tracking/{number}", Matter_Code=code)
        print(found["phase"], found["reply"])
    elif verb == "rate":
        number, code = arguments
        ask(base, "POST", f"/matters/{number}/rate", {"grade": 5}, Matter_Code=code)
    else:
        sys.exit(__doc__)


main(*sys.argv[1:])
