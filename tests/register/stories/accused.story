What one state says of two others, and the accused's denial beside the accusation.

@ acc-1 | 2025-07-12 | World Desk
The United States accused China of sending drone engines to Russia.
> delivery CHN>RUS | /engine:component | by=institution:The United States | The United States accused China of sending drone engines to Russia

@ acc-2 | 2025-07-12 | World Desk | page=acc-1
China denied that it had sent any engines.
> delivery/denied CHN>RUS | /engine:component | by=institution:China | China denied that it had sent any engines

@ acc-3 | 2025-07-20 | Harbour Wire
Engines from China were declared as cooling units on their way to Russia, papers show.
> delivery CHN>RUS | /engine:component | by=institution:papers | Engines from China were declared as cooling units

@ acc-4 | 2025-08-02 | Morning Ledger
China denied once more that it arms Russia.
> delivery/denied CHN>RUS | other | by=institution:China | China denied once more that it arms Russia

@ acc-5 | 2025-09-01 | World Desk
The United States urged China not to sell to Russia.
> restriction objection USA: CHN>RUS | /engine:component | by=institution:The United States | urged China not to sell to Russia

= CHN>RUS | engine | delivery | contested: asserted by USA and papers, denied by CHN | reports=3 origins=3
