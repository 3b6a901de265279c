"""The reading of prose: what of a page is prose, in which pieces, on which lines."""

from __future__ import annotations

import pytest
from prose import CODE, Block, read_page_prose, read_settings

from sources import parse

PAGE = """\
---
title: 标题
description: >-
  第一行
  第二行
search:
  keywords: [规约]
---

# 标题 {#error}

第一行
第二行
{ .lead }

- 一项
  接着
- 又一项

| 形状 | 改法 |
| --- | :-: |
| `[2]` | 归约 |

!!! note "注意"

    > 正文。

```python
规约
```

<div class="grid" markdown>
1. 末尾
</div>
"""


def test_a_page_is_read_in_blocks_with_their_lines():
    assert [(block.line, block.kind, block.text) for block in read_page_prose(parse("page.md", PAGE))] == [
        (2, "title", "标题"),
        (3, "description", "第一行 第二行"),
        (10, "heading", "标题"),
        (12, "paragraph", "第一行\n第二行"),
        (16, "item", "一项\n接着"),
        (18, "item", "又一项"),
        (20, "cell", "形状"),
        (20, "cell", "改法"),
        (22, "cell", CODE),
        (22, "cell", "归约"),
        (24, "heading", "注意"),
        (26, "paragraph", "正文。"),
        (33, "item", "末尾"),
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("用 `sum()` 求和", f"用 {CODE} 求和"),
        ("用 ``a`b`` 求和", f"用 {CODE} 求和"),
        ("见[求 `a` 的和](sum.md#a)。", f"见求 {CODE} 的和。"),
        ('见[和](sum.md "标题")。', "见和。"),
        ("见[和](sum.md){ .wide }。", "见和。"),
        ("**归约**和*平均*", "归约和平均"),
        ("N * M * 2", "N * M * 2"),
        ("![图](a.svg)", "图"),
        ("<b>归约</b>", "归约"),
        ('报错 <span lang="en" translate="no">only <b>for</b> scalar</span> 是', f"报错 {CODE} 是"),
        ("见 <https://example.org/规约>", f"见 {CODE}"),
        ("设 $y = 规约$ 和 \\(规约\\)", f"设 {CODE} 和 {CODE}"),
        ("花 $5，再花 $6。", "花 $5，再花 $6。"),
        ("归约<!-- 规约 -->", "归约"),
        ("a < b，b > c", "a < b，b > c"),
    ],
)
def test_what_is_no_prose_is_left_out(source, text):
    (block,) = read_page_prose(parse("page.md", source))
    assert block.text == text


def test_lines_are_counted_through_what_is_left_out():
    page = parse("page.md", "一 `a\nb`\n二\n\n<!-- x\n\ny -->\n三\n")
    assert [(block.line, block.text) for block in read_page_prose(page)] == [(1, f"一 {CODE}\n{CODE}\n二"), (8, "三")]


def test_settings_are_those_of_the_language():
    text = """\
site: !ENV [SITE, ""]
languages:
  - locale: en
    name: English
  - locale: zh
    nav: {The error: 报错}
    palette:
      - toggle: {name: 浅色}
"""
    assert list(read_settings("mkdocs.yml", text, "zh")) == [
        Block("mkdocs.yml", 5, "setting", "zh"),
        Block("mkdocs.yml", 6, "setting", "报错"),
        Block("mkdocs.yml", 8, "setting", "浅色"),
    ]
    assert list(read_settings("mkdocs.yml", text, "ja")) == []
