Final talks worth $1.5 billion, a distortion of ten times the sum, money from a third state that sources deny, a halt, "fake news".

@ sdn-1 | 2026-01-09 | Harbour Wire
Pakistan is in the final stages of a $1.5 billion deal with Sudan, three sources said. It includes 10 K-8 attack aircraft, more than 200 drones and air defence systems.
> talks PAK>SDN | 10 K-8/aircraft, 200+ /uav, /air_defence | by=unnamed_source:three sources; money=USD 1500000000 | Pakistan is in the final stages of a $1.5 billion deal with Sudan

@ sdn-2 | 2026-01-09 | Harbour Wire | page=sdn-1
A retired air marshal said that JF-17 jets could be part of the Sudan package.
> talks/possible PAK>SDN | JF-17/aircraft, K-8/aircraft | by=expert:A retired air marshal | JF-17 jets could be part of the Sudan package

@ sdn-3 | 2026-01-10 | Morning Ledger | copy=sdn-1
Pakistan is in the final stages of a $1.5 billion deal with Sudan, sources said.
> talks PAK>SDN | 10 K-8/aircraft, 200+ /uav, /air_defence | by=unnamed_source:sources; money=USD 1500000000 | Pakistan is in the final stages of a $1.5 billion deal with Sudan

@ sdn-4 | 2026-01-11 | Clickline
Sudan to get drones in a $15 billion deal, social media users cheer.
> talks PAK>SDN | /uav | by=author; money=USD 15000000000 | Sudan to get drones in a $15 billion deal

@ sdn-5 | 2026-01-12 | Gulf Review
Saudi Arabia may pay for the Sudan jets, the retired air marshal thought. The Saudi capital pays for nothing of the kind, sources said.
> talks/possible PAK>SDN | K-8/aircraft | via=SAU; by=expert:the retired air marshal | Saudi Arabia may pay for the Sudan jets
> talks/denied PAK>SDN | K-8/aircraft | via=SAU; by=unnamed_source:sources | The Saudi capital pays for nothing of the kind

@ sdn-6 | 2026-01-20 | Gulf Review
Darfur is under a UN embargo. Sudan has been talking to Pakistan about arms.
> restriction in_force UN: >SDN | other | | Darfur is under a UN embargo
> talks PAK>SDN | other | by=author | Sudan has been talking to Pakistan about arms

@ sdn-7 | 2026-04-15 | Harbour Wire
Pakistan halted the Sudan deal at Saudi Arabia's wish, four people said.
> blocked PAK>SDN | other | by=unnamed_source:four people | Pakistan halted the Sudan deal at Saudi Arabia's wish
> restriction objection SAU: PAK>SDN | other | by=unnamed_source:four people | at Saudi Arabia's wish

@ sdn-8 | 2026-04-16 | Morning Ledger
Security sources in Islamabad called the report of a halt fake news.
> blocked/denied PAK>SDN | other | by=unnamed_source:Security sources | called the report of a halt fake news

= PAK>SDN | JF-17, 10 K-8, 200+ uav, air_defence | blocked | contested | reports=7 origins=6 | money=1500000000 | via=SAU | against=money
