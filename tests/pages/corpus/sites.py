"""Twenty kinds of site: each takes a story and two others, and gives the page as such a site would serve it."""

from datetime import date
from typing import NamedTuple


class Story(NamedTuple):
    key: str
    written: date
    title: str
    author: str
    paragraphs: list[str]


class Site(NamedTuple):
    """`dated`: the page says when; `outlet`, `author`: what it says of its maker; `several`: it carries the others too."""

    name: str
    suffix: str
    outlet: str | None
    author: bool
    dated: bool
    several: bool = False


SITES = (
    Site("herald", ".html", "The Coast Herald", True, True),
    Site("wordpress", ".html", "Hull & Turret", True, True),
    Site("drupal", ".html", "Ministry of Defence of Norland", False, True),
    Site("tables", ".html", None, True, True),
    Site("hashed", ".html", "Daily Meridian", True, True),
    Site("amp", ".html", "Quay Post", True, True),
    Site("breaks", ".html", None, False, True),
    Site("wire", ".html", "Bay Tribune", False, True),
    Site("blog", ".html", "Notes from the Range", True, True),
    Site("magazine", ".html", "Arsenal Monthly", True, True),
    Site("scripted", ".html", "Evening Lantern", True, True),
    Site("release", ".html", None, False, True),
    Site("bare", ".html", None, False, False),
    Site("commented", ".html", "Open Square", True, True),
    Site("paywall", ".html", "The Ledger Times", True, True),
    Site("stacked", ".html", "Newsdesk Eight", False, True, several=True),
    Site("extracted", ".txt", "Harbour Sentinel", True, True),
    Site("markdown", ".md", None, True, True),
    Site("digest", ".txt", None, False, True, several=True),
    Site("mailed", ".txt", "Strait Briefing", True, True),
)


def long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def american(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def paragraphs(story: Story, tag: str = "p", attributes: str = "") -> str:
    """The story's paragraphs in `tag`; a table where the lines are one."""
    parts: list[str] = []
    rows: list[str] = []
    for words in story.paragraphs:
        if words.startswith("|"):
            rows.append("<tr>" + "".join(f"<td>{cell.strip()}</td>" for cell in words.strip("|").split("|")) + "</tr>")
            continue
        if rows:
            parts.append(f"<table>{''.join(rows)}</table>")
            rows = []
        parts.append(f"<{tag}{attributes}>{words}</{tag}>")
    return "\n".join(parts)


def page(site: str, story: Story, others: list[Story]) -> str:
    made: str = globals()[f"_{site}"](story, others)
    return made


def _links(others: list[Story]) -> str:
    return "".join(f'<li><a href="/{o.key}">{o.title}</a></li>' for o in others)


_MENU = '<ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/defence">Defence</a></li><li><a href="/opinion">Opinion</a></li></ul>'


_COUNTRIES = [
    "Norland",
    "Sudria",
    "Talia",
    "Kasanda",
    "Valdoria",
    "Ostmark",
    "Finnmark",
    "Benue",
    "Belmont",
    "Derwand",
    "Brenn",
    "Marro",
    "Holm",
    "Ombe",
    "Qadma",
    "Drava",
]
_MEGA = "".join(
    f'<li class="mega__item"><a class="mega__link" href="/{a.lower()}/{b.lower()}" data-track="nav:{a}:{b}">{a} and {b}</a></li>'
    for a in _COUNTRIES
    for b in _COUNTRIES[:9]
)
_SCRIPT = (
    "<script>"
    + "".join(f'window.q{n}=function(e){{return e<{n}&&"<p>{n}</p>"}};' for n in range(700))
    + "</script><style>"
    + "".join(f".c{n}{{margin:{n}px}}" for n in range(900))
    + "</style>"
)
_HEAVY = f'{_SCRIPT}<nav class="mega"><ul>{_MEGA}</ul></nav>'


def _herald(s: Story, o: list[Story]) -> str:
    return f"""<!DOCTYPE html><html lang="en-GB"><head><title>{s.title} | The Coast Herald</title>
<meta property="og:title" content="{s.title}"><meta property="og:site_name" content="The Coast Herald">
<meta property="article:published_time" content="{s.written}T06:30:00+00:00">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{s.title}","author":[{{"@type":"Person","name":"{s.author}"}}],"datePublished":"{s.written}T06:30:00Z"}}</script>
<style>p {{margin:0}}</style></head><body class="has-sidebar nav-open">{_HEAVY}<a class="skip-link" href="#main">Skip to content</a>
<header class="masthead"><nav>{_MENU}</nav><p>Friday's paper is out. Read it on your telephone, your tablet or on good old paper.</p></header>
<main id="main"><article><h1>{s.title}</h1><p class="standfirst-meta">By {s.author}, defence correspondent</p><time datetime="{s.written}">{long(s.written)}</time>
<div class="share-bar"><button>Share</button><a href="#">Facebook</a> <a href="#">Email</a></div>
<figure><img src="a.jpg" alt=""><figcaption>A file picture of the harbour at dawn. Photograph: K. Moll</figcaption></figure>
<div class="article-body">{paragraphs(s)}</div></article>
<aside class="related"><h2>More on this story</h2><ul>{_links(o)}</ul></aside></main>
<footer><p>© {s.written.year} The Coast Herald Ltd. All rights reserved.</p><p><a href="/privacy">Privacy policy</a></p></footer></body></html>"""


def _wordpress(s: Story, o: list[Story]) -> str:
    first, *rest = paragraphs(s).split("\n")
    middle = len(rest) // 2
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>{s.title} – Hull &amp; Turret</title>
<link rel="canonical" href="https://hull.example/{s.written:%Y/%m/%d}/{s.key}/"><meta name="author" content="{s.author}"></head>
<body class="post-template-default single single-post">{_HEAVY}<div id="page" class="site"><header id="masthead" class="site-header"><p class="site-title"><a href="/">Hull &amp; Turret</a></p>
<div class="menu-main-container">{_MENU}</div></header><div id="content" class="site-content"><div id="primary" class="content-area"><main class="site-main">
<article class="post type-post"><header class="entry-header"><h1 class="entry-title">{s.title}</h1><div class="entry-meta"><span class="posted-on">Posted on <time class="entry-date published" datetime="{s.written}T09:00:00+00:00" pubdate>{american(s.written)}</time></span> <span class="byline">by <a href="/author">{s.author}</a></span></div></header>
<div class="entry-content">{first}
<div class="ad-slot"><p>Advertisement</p></div>
{"".join(rest[:middle])}<p><strong>Read more: <a href="/{o[0].key}">{o[0].title}</a></strong></p>{"".join(rest[middle:])}
<div class="sharedaddy sd-sharing"><h3>Share this:</h3><ul><li><a>Twitter</a></li><li><a>Facebook</a></li></ul></div>
<div class="jp-relatedposts"><h3>Related</h3>{_links(o)}</div></div></article>
<nav class="post-navigation"><a href="/prev">Previous post</a><a href="/next">Next post</a></nav>
<div id="comments" class="comments-area"><h2>2 thoughts on “{s.title}”</h2><ol><li><p>I said so two years ago and nobody listened to me then, least of all the editors here.</p></li><li><p>Good read, thank you. When will the second part be out?</p></li></ol><p>Leave a Reply</p></div></main></div>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Recent Posts</h2><ul>{_links(o)}</ul></section></aside></div>
<footer class="site-footer">Hull &amp; Turret runs on hope. Proudly powered by a small team.</footer></div></body></html>"""


def _drupal(s: Story, o: list[Story]) -> str:
    return f"""<html lang="en" dir="ltr"><head><meta name="dcterms.issued" content="{s.written}"><meta name="dcterms.publisher" content="x"><meta property="og:site_name" content="Ministry of Defence of Norland"><title>{s.title} | Ministry</title></head>
<body><div role="banner"><h2>Ministry of Defence of Norland</h2></div><div role="navigation">{_MENU}</div><div class="region region-content"><div class="breadcrumb">Home » News » {s.title}</div>
<div role="main"><h1 class="page-header">{s.title}</h1><div class="field field-name-post-date">{long(s.written)}</div><div class="field field-name-body"><div class="field-items"><div class="field-item even" property="content:encoded">{paragraphs(s)}</div></div></div>
<div class="field field-name-field-contact"><p>Press contact:</p><p>Tel: +00 555 0100</p><p>press@mod.example</p></div></div></div>
<div role="contentinfo"><p>The ministry is not responsible for the content of external pages.</p></div></body></html>"""


def _tables(s: Story, o: list[Story]) -> str:
    body = paragraphs(s)
    return f"""<HTML><HEAD><TITLE>{s.title}</TITLE></HEAD><BODY BGCOLOR=#FFFFFF><TABLE WIDTH=760 BORDER=0><TR><TD COLSPAN=3><FONT SIZE=6>Mil-Page</FONT></TD></TR>
<TR><TD VALIGN=top WIDTH=120><A HREF=index.htm>Start</A><BR><A HREF=navy.htm>Navy</A><BR><A HREF=army.htm>Army</A><BR><A HREF=links.htm>Links</A></TD>
<TD VALIGN=top><H1>{s.title}</H1><FONT SIZE=2>By {s.author}<BR>{american(s.written)}</FONT>{body}</TD>
<TD VALIGN=top WIDTH=140><B>Also here</B><UL>{_links(o)}</UL></TD></TR><TR><TD COLSPAN=3 ALIGN=center>Best viewed at 800 x 600. <A HREF=mailto:x@y.example>Mail us</A></TD></TR></TABLE></BODY></HTML>"""


def _hashed(s: Story, o: list[Story]) -> str:
    inner = paragraphs(s, "div", ' class="sc-bZkfAO gQrXyN"')
    cards = "".join(
        f'<div class="sc-kDvujY"><a href="/{x.key}"><div class="sc-ipEyDJ">{x.title}</div><div class="sc-csuSiG">{x.paragraphs[0][:90]}…</div></a></div>'
        for x in o
    )
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><meta property="og:site_name" content="Daily Meridian"><script type="application/ld+json">[{{"@type":"WebSite","name":"Daily Meridian"}},{{"@graph":[{{"@type":"NewsArticle","headline":"{s.title}","datePublished":"{s.written}","author":{{"name":"{s.author}"}}}}]}}]</script></head><body>{_HEAVY}<div id="__next"><div class="sc-a1"><div class="sc-top"><a href="/">Daily Meridian</a><a href="/login">Sign in</a><a href="/sub">Subscribe</a></div></div>
<div class="sc-main"><div class="sc-hd"><h1 class="sc-ttl">{s.title}</h1><div class="sc-by"><a href="/a">{s.author}</a></div><div class="sc-dt">Published {long(s.written)}, 7:15 am</div></div><div class="sc-bd">{inner}</div></div>
<div class="sc-grid">{cards}</div><div class="sc-ft"><a>About</a><a>Careers</a><a>Contact</a></div></div></body></html>"""


def _amp(s: Story, o: list[Story]) -> str:
    return f"""<!doctype html><html amp lang="en"><head><title>{s.title}</title><meta property="og:site_name" content="Quay Post"><meta name="parsely-pub-date" content="{s.written}T12:00:00Z"><meta name="parsely-author" content="{s.author}"></head><body>
<amp-sidebar><nav>{_MENU}</nav></amp-sidebar><article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{s.title}</h1><div class="amp-wp-meta">{s.author}</div></header>
<amp-img src="x.jpg"></amp-img><p class="wp-caption-text">The yard last year. (Photo: Quay Post)</p>
<div class="amp-wp-article-content">{paragraphs(s)}<amp-ad></amp-ad></div><footer class="amp-wp-article-footer"><div>Categories: Defence</div></footer></article>
<section class="newsletter-signup"><p>Sign up for our newsletter and get the best of the week in your inbox.</p></section></body></html>"""


def _breaks(s: Story, o: list[Story]) -> str:
    body = "<br><br>\n".join(s.paragraphs)
    return f"""<html><head><title>Defence press review</title></head><body><center><a href=a>News</a> | <a href=b>Archive</a> | <a href=c>Contact</a></center><hr>
<b>{s.title}</b><br>{s.written.isoformat()}<br><br>{body}<br><br><hr><font size=1>Copyright {s.written.year}. Reproduction only with permission.</font></body></html>"""


def _wire(s: Story, o: list[Story]) -> str:
    first, *rest = s.paragraphs
    lead = f"PORT SELIM, {s.written:%B} {s.written.day} (Reuters) - {first}"
    body = paragraphs(s._replace(paragraphs=[lead, *rest]))
    return f"""<html lang=en><head><meta property="og:site_name" content="Bay Tribune"><title>{s.title}</title></head><body><div class="top-nav">{_MENU}</div><div class="story-wrapper"><h1>{s.title}</h1><div class="dateline-block">{american(s.written)} 4:02 PM</div>
<div class="StoryBody_text">{body}<p>(Reporting by Ansa Vell; Editing by Hugo Stern)</p><p>Our Standards: The principles we work by.</p></div></div>
<div class="trending"><h3>Trending</h3><ol>{_links(o)}</ol></div></body></html>"""


def _blog(s: Story, o: list[Story]) -> str:
    return f"""<html lang="en"><head><title>{s.title} - Notes from the Range</title><meta property="og:site_name" content="Notes from the Range"></head><body><div class="blog-header"><a href="/">Notes from the Range</a><p>One man's view of things that go bang</p></div>
<div class="post"><h2 class="post-title">{s.title}</h2><p class="post-info">{american(s.written)} | by {s.author}</p><div class="post-body">{paragraphs(s)}
<p>{s.author} is a freelance writer who has covered the trade in arms for twenty years.</p></div><div class="post-tags">Tags: <a>defence</a> <a>trade</a></div></div>
<div id="blog-comments"><h3>3 comments</h3><div class="c">First! And as always, the government gets away with it while we pay for everything.</div><div class="c">Could you write about the engines next time? I used to work on them.</div></div>
<div class="blogroll"><h3>Blogroll</h3>{_links(o)}</div></body></html>"""


def _magazine(s: Story, o: list[Story]) -> str:
    quote = next((p for p in s.paragraphs[1:] if not p.startswith("|")), "")
    sentence = quote.split(". ")[0] + "."
    parts = paragraphs(s).split("\n")
    parts.insert(len(parts) - 1, f'<blockquote class="pull-quote"><p>{sentence}</p></blockquote>')
    return f"""<!DOCTYPE html><html lang="en"><head><meta property="og:site_name" content="Arsenal Monthly"><meta name="date" content="{s.written}"><title>{s.title} | Arsenal Monthly</title></head><body>{_HEAVY}<div class="cookie-banner" role="dialog"><p>We use cookies to make this site work and to see how it is used. By continuing you agree.</p><button>Accept</button></div>
<div class="layout"><div class="layout__main"><h1>{s.title}</h1><div class="author-line">Words by {s.author}</div><div class="rich-text">{"".join(parts)}</div><div class="author-bio"><p>{s.author} is a contributing editor.</p></div></div>
<div class="layout__side"><div class="promo-box"><p>Subscribe now and get twelve issues for the price of ten. Cancel whenever you like, no questions asked.</p></div></div></div></body></html>"""


def _scripted(s: Story, o: list[Story]) -> str:
    words = " ".join(p for p in s.paragraphs).replace('"', '\\"')
    return f"""<!doctype html><html lang="en"><head><meta property="og:site_name" content="Evening Lantern"><title>{s.title}</title><script type="application/ld+json">{{"@type":"NewsArticle","headline":"{s.title}","datePublished":"{s.written}T18:00:00Z","author":{{"name":"{s.author}"}},"articleBody":"{words}"}}</script></head><body><div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript><script>var x = "<p>not a paragraph</p>";</script></body></html>"""


def _release(s: Story, o: list[Story]) -> str:
    first, *rest = s.paragraphs
    lead = f"BRENN, Ostmark, {american(s.written)} /PRNewswire/ -- {first}"
    return f"""<html><head><title>{s.title}</title></head><body><div class="header-bar"><a href="/">Newsroom</a></div><div class="release-body"><h1>{s.title}</h1>{paragraphs(s._replace(paragraphs=[lead, *rest]))}
<p># # #</p><p>Media contact:</p><p>Press office</p><p>Phone: +00 555 0199</p><p>press@maker.example</p></div></body></html>"""


def _bare(s: Story, o: list[Story]) -> str:
    return (
        f"<h1>{s.title}</h1>"
        + "".join(f"<p>{p}" for p in s.paragraphs if not p.startswith("|"))
        + "<p><a href=x>Back to the list"
    )


def _commented(s: Story, o: list[Story]) -> str:
    talk = "".join(
        f'<div class="comment"><span class="user">user{n}</span><p>{words}</p></div>' for n, words in enumerate(_TALK)
    )
    return f"""<html lang="en"><head><meta property="og:site_name" content="Open Square"><meta property="article:published_time" content="{s.written}"><meta property="article:modified_time" content="{s.written.year + 1}-01-01"><title>{s.title}</title></head><body><main><div class="content"><h1>{s.title}</h1><div class="byline">By {s.author} <span>Updated {long(s.written)}</span></div>{paragraphs(s)}</div>
<section id="comments" class="comment-list"><h2>Comments (6)</h2>{talk}</section></main></body></html>"""


_TALK = (
    "I do not understand why anyone is surprised by this. It has been going on for years, whoever was in government at the time.",
    "Because nobody reads the reports. I have read them all and they say the same thing every year, page after page.",
    "My brother served on one of those. He says they leaked even when they were new, and nobody cared at the time either.",
    "Source? I would like to see a document before I believe any of this, and so should you.",
    "Can we please have one discussion here without insults? Thank you. The moderators should look at this thread.",
    "The price is a joke. We could have built a school in every town for that amount of money, and two in the larger ones.",
)


def _paywall(s: Story, o: list[Story]) -> str:
    return f"""<html lang="en"><head><meta property="og:site_name" content="The Ledger Times"><meta name="sailthru.date" content="{s.written}"><meta name="author" content="{s.author}"><title>{s.title} - The Ledger Times</title></head><body><div class="paywall-overlay"><h3>To continue reading, subscribe</h3><p>You have read your last free article of this month. Subscribe today for full access to everything we write.</p></div>
<div class="story"><h1>{s.title}</h1><div class="story-meta">{s.author} | {american(s.written)}</div><div class="story-text">{paragraphs(s)}<p>Sign up for the Ledger Briefing, delivered to your inbox every morning.</p></div></div></body></html>"""


def _stacked(s: Story, o: list[Story]) -> str:
    blocks = "".join(
        f'<div class="item"><h2>{x.title}</h2><div class="when">{long(x.written)}</div>{paragraphs(x)}</div>'
        for x in (s, *o)
    )
    return f"""<html lang="en"><head><meta property="og:site_name" content="Newsdesk Eight"><title>Newsdesk Eight: defence</title></head><body><nav>{_MENU}</nav><div class="list">{blocks}</div><footer>Newsdesk Eight is made by eight people.</footer></body></html>"""


def _extracted(s: Story, o: list[Story]) -> str:
    first, *rest = s.paragraphs
    return "\n".join(
        ["Home | World | Defence | Opinion", "Search", s.title, f"By {s.author}", f"Published: {long(s.written)} 08:12", "Share", "Facebook Twitter WhatsApp", "An undated file photo of the port. (Photo: Harbour Sentinel)", first, f"Read more: {o[0].title}", *rest, "view comments", "Disclaimer: Comments reflect users' views, not Harbour Sentinel's. Please keep discussions civil.", "Related articles", *(x.title for x in o), f"© {s.written.year} Harbour Sentinel"]
    )  # fmt: skip


def _markdown(s: Story, o: list[Story]) -> str:
    return (
        f"# {s.title}\n\n*By {s.author}, {long(s.written)}*\n\n"
        + "\n\n".join(s.paragraphs)
        + "\n\n---\n\nSubscribe to our newsletter for more.\n"
    )


def _digest(s: Story, o: list[Story]) -> str:
    outlets = ("Quay Post", "Bay Tribune", "Open Square")
    return "\n\n\n".join(
        f"{outlet}\n{n + 2} hours ago\n- {outlet}\n{x.title}\n{long(x.written)}\n" + "\n".join(x.paragraphs)
        for n, (outlet, x) in enumerate(zip(outlets, (s, *o), strict=False))
    )


def _mailed(s: Story, o: list[Story]) -> str:
    body = "\n\n".join(s.paragraphs)
    return f"Welcome to Strait Briefing\n\n{s.title}\nBy {s.author}\n{american(s.written)}\n\n{body}\n\n-ends-\n\nYou receive this because you signed up at our site.\nFollow us on Twitter @strait\n"
