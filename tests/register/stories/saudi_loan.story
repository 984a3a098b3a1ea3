A loan that may become jets, and a pact that is something else.

@ sau-1 | 2025-09-17 | Capital Post
Pakistan and Saudi Arabia signed a mutual defence pact.
> coop:pact agreement PAK=SAU | | by=author; when=2025-09-17 | signed a mutual defence pact

@ sau-2 | 2026-01-07 | Harbour Wire
Pakistan and Saudi Arabia are in talks to turn $2 billion of loans into a JF-17 deal, two sources said.
> talks PAK>SAU | JF-17/aircraft | by=unnamed_source:two sources; money=USD 2000000000 | in talks to turn $2 billion of loans into a JF-17 deal

@ sau-3 | 2026-01-08 | Morning Ledger | copy=sau-2
In talks to turn $2 billion of loans into a JF-17 deal: Riyadh and Islamabad, say sources.
> talks PAK>SAU | JF-17/aircraft | by=unnamed_source:sources; money=USD 2000000000 | In talks to turn $2 billion of loans into a JF-17 deal

@ sau-4 | 2026-01-09 | Gulf Review
The whole deal would be worth $4 billion, with another $2 billion on equipment, a source added.
> talks PAK>SAU | JF-17/aircraft | by=unnamed_source:a source; money=USD 4000000000 | The whole deal would be worth $4 billion

@ sau-5 | 2026-01-15 | Gulf Review
Saudi Arabia, Pakistan and Türkiye discuss a defence agreement of the three.
> coop:agreement talks PAK=SAU=TUR | | by=author | discuss a defence agreement of the three

@ sau-6 | 2026-02-03 | Capital Post
No Saudi order for the JF-17 has been placed, the kingdom's air force said.
> order/denied PAK>SAU | JF-17/aircraft | by=institution:the Saudi air force | No Saudi order for the JF-17 has been placed

= PAK>SAU | JF-17 | talks | reported by 2 independent sources | reports=4 origins=3 | against=money
= PAK=SAU | | agreement | reported by one source | reports=1 origins=1
= PAK=SAU=TUR | | talks | reported by one source | reports=1 origins=1
