"""What goes along with every answer, whatever was asked."""


def test_nobody_keeps_a_refusal_also_of_a_file_that_is_kept_otherwise(client):
    with client.flask.get("/static/css/paper.css") as there:
        kept = there.headers.get("Cache-Control", "")
    gone = client.flask.get("/static/bestaat-niet.css")

    assert (gone.status_code, gone.headers["Cache-Control"]) == (404, "no-store")
    assert "no-store" not in kept
