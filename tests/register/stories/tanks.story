An order, its deliveries, a licence, and years later a second order of the same number: two deals, the second linked to the first.

@ k2-1 | 2022-07-27 | Vistula Post
Poland picked South Korea's K2 tank.
> approval KOR>POL | K2/armour | by=institution:The Polish defence ministry | Poland picked South Korea's K2 tank

@ k2-2 | 2022-08-27 | Vistula Post
Poland signed for 180 K2 tanks from Hyundai Rotem of South Korea for $3.4 billion.
> order Hyundai Rotem (KOR)>POL | 180 K2/armour | by=official:The defence minister of Poland; when=2022-08; money=USD 3400000000 | Poland signed for 180 K2 tanks from Hyundai Rotem

@ k2-3 | 2022-12-06 | Han River Times
The first 10 K2 tanks reached Poland, South Korea's arms agency said.
> delivery KOR>POL | 10 K2/armour | by=institution:South Korea's arms agency; when=2022-12 | The first 10 K2 tanks reached Poland

@ k2-4 | 2024-11-30 | Han River Times
By now 84 K2 tanks are with the Polish army.
> delivery KOR>POL | 84 K2/armour | by=author | By now 84 K2 tanks are with the Polish army

@ k2-5 | 2025-07-02 | Han River Times
South Korea and Poland agreed on a second contract for another 180 K2 tanks.
> agreement KOR>POL | 180 K2/armour | by=institution:South Korea's arms agency | a second contract for another 180 K2 tanks

@ k2-6 | 2025-08-01 | Vistula Post
Poland signed the second K2 contract: 180 tanks for $6.5 billion, 61 of them to be built in Poland under licence.
> order KOR>POL | 180 K2/armour | by=official:The defence minister of Poland; when=2025-08; money=USD 6500000000 | Poland signed the second K2 contract: 180 tanks for $6.5 billion

@ k2-7 | 2025-08-02 | Export Monitor
The contract of $6.5 billion for the K2 is the largest that Hyundai Rotem ever won.
> order Hyundai Rotem (KOR)>POL | K2/armour | by=author; money=USD 6500000000; when=2025-08 | The contract of $6.5 billion for the K2 is the largest

= Hyundai Rotem (KOR)>POL | 180/84 K2 | delivery | confirmed by both sides | reports=4 origins=4 | money=3400000000
= Hyundai Rotem (KOR)>POL | 180 K2 | order | confirmed by both sides | reports=3 origins=3 | money=6500000000 | follows
