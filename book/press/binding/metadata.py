"""What the PDF says of itself: title, language, date, and that it conforms to PDF/UA-1.

The schema of `pdfuaid` is not described within the XMP: PDF/A alone demands that (ISO 19005-2, 6.6.2.3), and this is
no PDF/A; ISO 14289-1, clause 5, gives the schema itself.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name, String

from book import __version__

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{description}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{day}</xmp:CreateDate><xmp:CreatorTool>{tool}</xmp:CreatorTool><pdf:Producer>{tool}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def describe(pdf: pikepdf.Pdf, *, title: str, author: str, description: str, day: str) -> None:
    """Write the document information and its XMP twin; `day` as `2022-08-31`, the only date inside."""
    tool = f"Study Book {__version__}"
    pdf.docinfo["/Title"] = String(title)
    pdf.docinfo["/Author"] = String(author)
    pdf.docinfo["/Subject"] = String(description)
    pdf.docinfo["/Creator"] = String(tool)
    pdf.docinfo["/Producer"] = String(tool)
    pdf.docinfo["/CreationDate"] = String(f"D:{day.replace('-', '')}")
    facts = {"title": title, "author": author, "description": description, "day": day, "tool": tool}
    xmp = XMP.format(**{key: escape(value) for key, value in facts.items()})
    pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
