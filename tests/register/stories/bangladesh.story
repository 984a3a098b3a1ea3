From an offer to acknowledged talks, trainers assured, and no agreement: progress is no contradiction.

@ bgd-1 | 2025-08-25 | Delta Defence
Pakistan has offered Bangladesh military hardware and a transfer of technology. No formal agreement was announced.
> offer PAK>BGD | other, other:technology | by=author | Pakistan has offered Bangladesh military hardware and a transfer of technology
> coop:agreement agreement/denied BGD=PAK | | by=author | No formal agreement was announced

@ bgd-2 | 2025-08-25 | Delta Defence | page=bgd-1
The two armies have trained officers together for years, and want a wider cooperation accord, now under discussion.
> coop:training active BGD=PAK | | by=author | The two armies have trained officers together for years
> coop:agreement talks BGD=PAK | | by=author | a wider cooperation accord, now under discussion

@ bgd-3 | 2026-01-06 | Capital Post
Pakistan's military said that the air chiefs held detailed discussions on JF-17 fighters for Bangladesh.
> talks PAK>BGD | JF-17/aircraft | by=institution:Pakistan's military | detailed discussions on JF-17 fighters for Bangladesh

@ bgd-4 | 2026-01-07 | Capital Post
Bangladesh was assured of a fast delivery of Super Mushshak trainers, Pakistan's military said, beside the JF-17 talks.
> talks PAK>BGD | Super Mushshak/aircraft, JF-17/aircraft | by=institution:Pakistan's military | assured of a fast delivery of Super Mushshak trainers

@ bgd-5 | 2026-01-08 | Delta Defence
The Bangladesh air force confirmed that it looks at the JF-17 Block III.
> talks PAK>BGD | JF-17 Block III/aircraft | by=institution:The Bangladesh air force | it looks at the JF-17 Block III

@ bgd-6 | 2026-01-20 | Gulf Review
Among the most advanced talks is one on arms, defence cooperation and shared intelligence with Bangladesh.
> talks PAK>BGD | other | by=unnamed_source:sources | Among the most advanced talks is one on arms, defence cooperation and shared intelligence
> coop:agreement talks BGD=PAK | | by=unnamed_source:sources | Among the most advanced talks is one on arms, defence cooperation and shared intelligence
> coop:intelligence talks BGD=PAK | | by=unnamed_source:sources | Among the most advanced talks is one on arms, defence cooperation and shared intelligence

@ bgd-7 | 2026-01-25 | Delta Defence
The Shahpar drone and the Mohafiz vehicle are part of the talks with Dhaka, which include the JF-17.
> talks PAK>BGD | Shahpar/uav, Mohafiz/armour, JF-17/aircraft | by=author | The Shahpar drone and the Mohafiz vehicle are part of the talks with Dhaka

= PAK>BGD | JF-17 Block III, Super Mushshak, Shahpar, Mohafiz | talks | confirmed by both sides | reports=6 origins=6
= BGD=PAK | | talks | reported by 2 independent sources | reports=2 origins=2
