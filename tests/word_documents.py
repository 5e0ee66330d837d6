"""A body that holds something of everything that Word has a style for."""

from __future__ import annotations

from sheets import FIGURE

TABLE = (
    '<table id="table-x"><caption><span class="label" data-number="2">Table\N{NO-BREAK SPACE}2.'
    '</span> Rows</caption><colgroup><col data-share="25"><col data-share="75"></colgroup>'
    '<thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead><tbody>'
    '<tr><th scope="row">1</th><td>One</td></tr><tr><th scope="row">2</th><td>Two</td></tr>'
    '<tr><th scope="row">3</th><td>Three</td></tr></tbody></table>'
)
#: Something of everything that Word has a style for.
EVERYTHING = f"""<header class="masthead"><p class="series">Series</p><h1>Sheet</h1>
<p class="subtitle">Below</p></header>
<main><nav><h2 class="minor">Contents</h2><ol><li><a href="#one">One</a></li></ol></nav>
<div class="standfirst"><p>First.</p></div>
<aside class="callout"><h3>Findings</h3><p>Found.</p></aside>
<section id="one"><h2>One</h2><h3>Part</h3><h4>Detail</h4>
<p>Text, <strong>strong</strong>, <em>weak</em>, E = mc<sup>2</sup>,
<a href="https://example.org/?a=1&amp;b=2">a link</a>, as <a class="ref" href="#figure-bars">figure
1</a> shows, <span lang="ru">по-русски</span>, <span lang="zh">中文</span>.<span class="footnote">A
<em>note</em>.</span></p>
<ul><li>Bullet<p>More.</p></li></ul><blockquote><p>Quoted.</p></blockquote><p>Between.</p><ol><li>Number</li></ol>
<dl><div><dt>Seat</dt><dd>Riverton</dd></div></dl>{TABLE}{FIGURE}
<p class="writing-line"><span class="fill-in" data-name="venue">Venue</span></p>
<p class="writing-line"><span class="fill-in" data-name="day" data-type="date">Date</span></p>
</section><section><ul class="bibliography"><li>A work.</li></ul></section>
<section class="closing"><p>Small print.</p></section></main>"""
