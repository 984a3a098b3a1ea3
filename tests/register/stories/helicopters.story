Four steps over four years, and what was expected is not what came: 35 spoken of, four delivered; two dates for one contract.

@ mi-1 | 2014-06-10 | Capital Post
Russia lifted its arms embargo against Pakistan in June.
> restriction lifted RUS: RUS>PAK | other | when=2014-06 | Russia lifted its arms embargo against Pakistan in June

@ mi-2 | 2014-11-21 | Export Monitor
Moscow is expected to win a contract for 35 Mi-35 helicopters.
> order/possible RUS>PAK | 35 Mi-35/helicopter | by=author | expected to win a contract for 35 Mi-35 helicopters

@ mi-3 | 2015-06-12 | Export Monitor
A draft contract for Mi-35M helicopters has been handed to Pakistan, a Russian official said.
> talks RUS>PAK | Mi-35M/helicopter | by=official:a Russian official; when=2015-06 | A draft contract for Mi-35M helicopters has been handed to Pakistan

@ mi-4 | 2015-08-20 | Capital Post
Pakistan's army confirmed that the contract for four Mi-35M helicopters was signed this month.
> order RUS>PAK | 4 Mi-35M/helicopter | by=institution:Pakistan's army; when=2015-08 | the contract for four Mi-35M helicopters was signed this month

@ mi-5 | 2017-12-30 | Export Monitor
All four Mi-35M helicopters reached Pakistan in 2017.
> delivery RUS>PAK | 4 Mi-35M/helicopter | by=author; when=2017 | All four Mi-35M helicopters reached Pakistan in 2017

@ mi-6 | 2018-10-01 | The Analyst
In June 2016 Pakistan concluded a $153 million deal for four Mi-35M helicopters.
> order RUS>PAK | 4 Mi-35M/helicopter | by=author; when=2016-06; money=USD 153000000 | Pakistan concluded a $153 million deal for four Mi-35M helicopters

@ mi-7 | 2018-10-01 | The Analyst | page=mi-6
It is said to plan the purchase of 20 more Mi-35M helicopters, and of Su-35 fighters.
> interest/possible RUS>PAK | 20 Mi-35M/helicopter, Su-35/aircraft | by=unnamed_source:sources | the purchase of 20 more Mi-35M helicopters, and of Su-35 fighters

= RUS>PAK | 4/4 Mi-35M | delivery | confirmed by both sides | reports=5 origins=5 | money=153000000 | against=items[Mi-35M].quantity
= RUS>PAK | 20 Mi-35M | interest/possible | reported by one unnamed source | reports=1 origins=1 | follows
= RUS>PAK | Su-35 | interest/possible | reported by one unnamed source | reports=1 origins=1
