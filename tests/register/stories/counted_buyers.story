Buyers that are only counted, one that is said not to be among them, and a rate of production that everybody tells otherwise.

@ cnt-1 | 2026-01-20 | Harbour Wire
Pakistan has held talks with 13 countries over JF-17 jets, sources said. Iraq is one of them. Sri Lanka is not, they said.
> talks PAK>? 13 countries | JF-17/aircraft | by=unnamed_source:sources | Pakistan has held talks with 13 countries over JF-17 jets
> talks PAK>IRQ | JF-17/aircraft | by=unnamed_source:sources | Iraq is one of them
> talks/denied PAK>LKA | JF-17/aircraft | by=unnamed_source:sources | Sri Lanka is not

@ cnt-2 | 2026-01-20 | Harbour Wire | page=cnt-1
Three African countries are lined up as well, a former officer said.
> talks PAK>? three African countries | other | by=expert:a former officer | Three African countries are lined up as well

@ cnt-3 | 2026-01-21 | Capital Post
The maker turns out up to 24 JF-17 jets a year, its own brochure says.
> figure production_rate PAK | JF-17/aircraft | value=-24; unit=aircraft; by=institution:its own brochure | up to 24 JF-17 jets a year

@ cnt-4 | 2026-01-21 | The Analyst
Last year the plant built 18 to 20 JF-17 jets, a former officer thinks.
> figure production_rate PAK | JF-17/aircraft | value=18-20; unit=aircraft; when=2025; by=expert:a former officer | the plant built 18 to 20 JF-17 jets

@ cnt-5 | 2026-01-22 | Morning Ledger
In 2025 the plant built about 11 JF-17 jets, records suggest.
> figure production_rate PAK | JF-17/aircraft | value=11; unit=aircraft; when=2025; by=author | the plant built about 11 JF-17 jets

@ cnt-6 | 2026-01-24 | Capital Post
The defence minister of Iraq said that talks on the JF-17 go on.
> talks PAK>IRQ | JF-17/aircraft | by=official:The defence minister of Iraq | talks on the JF-17 go on

@ cnt-7 | 2026-02-02 | Morning Ledger
The JF-17, it is told, was ordered by a customer who is not named.
> order PAK>? | JF-17/aircraft | by=unnamed_source:it is told | The JF-17, it is told, was ordered by a customer who is not named

= PAK>IRQ | JF-17 | talks | acknowledged by the buyer | reports=2 origins=2
