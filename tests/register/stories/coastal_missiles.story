Two makers of one missile, a customer first unnamed, and more talks with a neighbour.

@ bra-1 | 2021-12-20 | Monsoon Post
India is to sell the BrahMos missile to an Asian customer, officials said, without naming it.
> order/planned IND>? | BrahMos/missile | by=unnamed_official:officials | India is to sell the BrahMos missile to an Asian customer

@ bra-2 | 2022-01-28 | Monsoon Post
The Philippines signed a $375 million contract with India for BrahMos missiles.
> order IND>PHL | BrahMos/missile | by=official:The defence secretary of the Philippines; money=USD 375000000; when=2022-01 | The Philippines signed a $375 million contract with India for BrahMos missiles

@ bra-3 | 2022-01-29 | Archipelago Times
The BrahMos, which India and Russia make together, goes to the Philippines: three batteries.
> order IND+RUS>PHL | BrahMos/missile | by=author | The BrahMos, which India and Russia make together, goes to the Philippines

@ bra-4 | 2024-04-19 | Monsoon Post
India delivered the first BrahMos battery to the Philippines, its ministry said.
> delivery IND>PHL | BrahMos/missile | by=institution:India's ministry; when=2024-04 | India delivered the first BrahMos battery to the Philippines

@ bra-5 | 2024-06-01 | Archipelago Times
Vietnam talks to India about the BrahMos too.
> talks IND>VNM | BrahMos/missile | by=author | Vietnam talks to India about the BrahMos too

@ bra-6 | 2025-04-20 | Monsoon Post
A second battery of the missile reached the Philippines by ship.
> delivery IND>PHL | /missile | by=author; when=2025-04 | A second battery of the missile reached the Philippines

@ bra-7 | 2025-05-02 | Export Monitor
Russia did not object to the sale of the BrahMos to the Philippines, which had asked for its consent.
> restriction consent_needed RUS: IND>PHL | BrahMos/missile | by=author | which had asked for its consent

= IND>PHL | BrahMos | delivery | confirmed by both sides | reports=5 origins=5 | money=375000000
= IND>VNM | BrahMos | talks | reported by one source | reports=1 origins=1
