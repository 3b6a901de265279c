"""What a snippet says of itself is read from its comments, and what cannot be read is said, with its line."""

from __future__ import annotations

import pytest

from running.promises import Promise, Raised, Unkept, promised, refuse_control, without_promises


@pytest.mark.parametrize(
    ("source", "raises", "wrong", "state"),
    [
        pytest.param("print(1)\n", None, (), "right", id="nothing"),
        pytest.param(
            "\n1 / 0  # ZeroDivisionError: by zero  \n", ("ZeroDivisionError: by zero", 2), (), "raises", id="error"
        ),
        pytest.param("f()  #ValueError: no\n", ("ValueError: no", 1), (), "raises", id="no-blank"),
        pytest.param(
            "f()  # torch.cuda.OutOfMemoryError: no\n",
            ("torch.cuda.OutOfMemoryError: no", 1),
            (),
            "raises",
            id="module",
        ),
        pytest.param("f()  # _Own2Exception: no\n", ("_Own2Exception: no", 1), (), "raises", id="exception"),
        pytest.param("f()  # KeyboardInterrupt: no\n", ("KeyboardInterrupt: no", 1), (), "raises", id="interrupt"),
        pytest.param("x = 1\nprint(x)  # wrong\nprint(x)  # wrong\n", None, (2, 3), "wrong", id="wrong"),
        pytest.param("print(1)  # wrong, they say\n", None, (), "right", id="other-words"),
        pytest.param("f()  # so: ValueError: no\n", None, (), "right", id="error-in-a-sentence"),
        pytest.param("f()  # ValueError:\n", None, (), "right", id="no-message"),
        pytest.param("print('# ValueError: no')\n", None, (), "right", id="in-a-string"),
    ],
)
def test_what_a_program_says_of_itself(source, raises, wrong, state):
    promise = promised(source.encode())
    assert promise == Promise(raises and Raised(*raises), wrong)
    assert promise.state == state


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (b"x = 1\n\ny = '\xff'\n", "expected UTF-8\ngot      the byte 0xff on line 3"),
        (b"x = 1\ny = '\xe9'\n", "expected UTF-8\ngot      the byte 0xe9 on line 2"),
        (b"x = 1\nprint(x\n", "expected a Python program\ngot      '(' was never closed (line 2)"),
        (b"x = 1\x00\n", "expected a program without control characters\ngot      '\\x00' on line 1 of it"),
        (b"\n'\x1b[31m'\n", "expected a program without control characters\ngot      '\\x1b' on line 2 of it"),
        (b"'''\n\x1b[31m'''\n", "expected a program without control characters\ngot      '\\x1b' on line 2 of it"),
        (
            b"a()  # ValueError: a\nb()\nc()  # ValueError: c\n",
            "expected one comment that announces an exception\ngot      2, on lines 1, 3",
        ),
        (
            b"print(1)  # wrong\nb()  # ValueError: b\nprint(2)  # wrong\n",
            "expected an exception or a wrong result\ngot      both, on lines 2, 1",
        ),
    ],
)
def test_what_cannot_be_read_is_said(source, message):
    with pytest.raises(Unkept) as caught:
        promised(source)
    assert str(caught.value) == message


def test_more_brackets_than_python_takes_is_no_program():
    with pytest.raises(Unkept, match=r"^expected a Python program\ngot      .*$"):
        promised(b"(" * 300 + b")" * 300 + b"\n")


@pytest.mark.parametrize("text", ["tab\tand\r\nlines\n", "中文, café, \x85"])
def test_what_a_page_shows_is_no_control_character(text):
    refuse_control(text, "output")


@pytest.mark.parametrize("character", "\r\0\x08\x0b\x0e\x1f\x7f\x84\x86\x9f\ufeff\ufffe\uffff")
def test_what_a_page_would_lose_is_refused(character):
    with pytest.raises(Unkept) as caught:
        refuse_control(f"one\ntwo {character} three", "output")
    assert str(caught.value) == f"expected output without control characters\ngot      {character!r} on line 2 of it"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a()\nb()  # ValueError: no\nc()  # wrong\n", ["a()", "b()", "c()"]),
        ("a()  # why\r\n\r\nb()   # wrong", ["a()  # why", "", "b()"]),
        ("a()  # your own\n", ["a()  # your own"]),
        ("print('# wrong')\n\n", ["print('# wrong')", ""]),
    ],
)
def test_a_program_without_what_it_says_of_itself(text, lines):
    assert without_promises(text) == lines
