One purchase that sources put at 8, 16, 40 and 60 aircraft.

@ aze-1 | 2024-02-24 | Caucasus Wire
Azerbaijan signed a $1.6 billion contract with Pakistan for JF-17 Block III fighters, a report said.
> order PAK>AZE | JF-17 Block III/aircraft | by=media:a report; money=USD 1600000000; when=2024-02 | Azerbaijan signed a $1.6 billion contract with Pakistan for JF-17 Block III fighters

@ aze-2 | 2024-03-01 | The Analyst
The contract is for 8 JF-17 jets, one analyst reckoned.
> order PAK>AZE | 8 JF-17/aircraft | by=expert:one analyst | The contract is for 8 JF-17 jets

@ aze-3 | 2024-09-25 | Caspian Daily
The president of Azerbaijan looked at the first JF-17, now in the inventory of his air force.
> delivery PAK>AZE | JF-17/aircraft | by=institution:the presidency of Azerbaijan | the first JF-17, now in the inventory of his air force

@ aze-4 | 2024-09-26 | Caucasus Wire
Baku is to get 16 JF-17 aircraft under the contract of $1.6 billion.
> order PAK>AZE | 16 JF-17/aircraft | by=author; money=USD 1600000000 | Baku is to get 16 JF-17 aircraft under the contract

@ aze-5 | 2025-06-06 | Capital Post
Pakistan's government announced that Azerbaijan buys 40 JF-17 jets in all, a sale of $4.6 billion.
> order PAK>AZE | 40 JF-17/aircraft | by=institution:Pakistan's government; money=USD 4600000000 | Azerbaijan buys 40 JF-17 jets in all

@ aze-6 | 2025-07-02 | Clickline
Azerbaijan gets 60 JF-17 jets!
> order PAK>AZE | 60 JF-17/aircraft | by=author | Azerbaijan gets 60 JF-17 jets

@ aze-7 | 2025-11-08 | Caspian Daily
Five JF-17 fighters flew over Baku at the parade, delivered this year.
> delivery PAK>AZE | 5 JF-17/aircraft | by=author; when=2025 | Five JF-17 fighters flew over Baku

= PAK>AZE | 40/5 JF-17 Block III | delivery | confirmed by both sides | reports=7 origins=7 | money=4600000000 | against=money,items[JF-17 Block III].ordered
