A deal with a force under embargo: four unnamed officials, ministries silent, copies of one wire story, a later halt called fake.

@ lna-1 | 2025-12-22 | Harbour Wire
Pakistan has struck a deal worth between $4.0 billion and $4.6 billion with the Libyan National Army, four officials said. It covers 16 JF-17 fighters and 12 Super Mushshak trainers. Both ministries were silent when asked.
> order PAK>LNA | 16 JF-17/aircraft, 12 Super Mushshak/aircraft | by=unnamed_official:four officials; money=USD 4000000000-4600000000 | Pakistan has struck a deal worth between $4.0 billion and $4.6 billion with the Libyan National Army

@ lna-2 | 2025-12-22 | Morning Ledger | copy=lna-1
Pakistan has struck a deal worth between $4.0 billion and $4.6 billion with the Libyan National Army, four officials said.
> order PAK>LNA | 16 JF-17/aircraft, 12 Super Mushshak/aircraft | by=unnamed_official:four officials; money=USD 4000000000-4600000000 | Pakistan has struck a deal worth between $4.0 billion and $4.6 billion with the Libyan National Army

@ lna-3 | 2025-12-23 | Coast Daily | copy=lna-1
A report from Tripoli: Pakistan has struck a deal with the Libyan National Army, four officials said, for 16 JF-17 fighters.
> order PAK>LNA | 16 JF-17/aircraft | by=unnamed_official:four officials | Pakistan has struck a deal with the Libyan National Army

@ lna-4 | 2025-12-24 | The Analyst
The agreement, which Harbour Wire reported, would be spread over two and a half years. The trainers go to the Libyan National Army first.
> order PAK>LNA | Mushshak/aircraft | by=media:Harbour Wire | The agreement, which Harbour Wire reported

@ lna-5 | 2026-01-20 | Gulf Review
Deals with Haftar's force and others are under the eye of a UN panel. The arms embargo covers all of Libya.
> order PAK>LNA | other | by=author | Deals with Haftar's force
> restriction in_force UN: >LBY | other | | The arms embargo covers all of Libya

@ lna-6 | 2026-01-20 | Gulf Review | page=lna-5
One retired officer said that the JF-17 sale to Libya was the problem.
> talks PAK>LBY | JF-17/aircraft | by=expert:One retired officer | the JF-17 sale to Libya was the problem

@ lna-7 | 2026-04-20 | Harbour Wire
Work on the sale of JF-17 jets to the Libyan National Army was halted, two people said.
> blocked PAK>LNA | JF-17/aircraft | by=unnamed_source:two people | Work on the sale of JF-17 jets to the Libyan National Army was halted

@ lna-8 | 2026-04-21 | Morning Ledger
Pakistan's security officials called the news of a halt fake.
> blocked/denied PAK>LNA | JF-17/aircraft | by=unnamed_official:Pakistan's security officials | called the news of a halt fake

= PAK>LNA | 16 JF-17, 12 Super Mushshak | blocked | contested | reports=7 origins=4 | money=4000000000-4600000000 | against=recipient
