"""Wrong answers to k01_symbolic_rules that people really write."""

from collections import defaultdict

from dojo.mistake import mistake

TEN = [f"digit {digit}" for digit in range(10)]


def _reasons(facts, rules):
    """Right: all that holds, in the order in which it was found, with the rule that found it."""
    missing = [len({None, *premises}) for premises, _ in rules]
    waiting = defaultdict(list)
    for number, (premises, _) in enumerate(rules):
        for symbol in {None, *premises}:
            waiting[symbol].append(number)
    found = dict.fromkeys(facts)
    news = [None, *found]
    for symbol in news:
        for number in waiting[symbol]:
            missing[number] -= 1
            conclusion = rules[number][1]
            if missing[number] == 0 and conclusion not in found:
                found[conclusion] = rules[number]
                news.append(conclusion)
    return found


def _holding(goal, facts, rules):
    """The reasons of all that holds, once goal is among it."""
    found = _reasons(facts, rules)
    if goal not in found:
        raise ValueError("it does not follow")
    return found


def _needed(goal, found):
    """The rules on the way to goal, in the order of `found`."""
    needed, steps = {goal}, []
    for symbol, rule in reversed(found.items()):
        if symbol in needed and rule is not None:
            steps.append(rule)
            needed.update(rule[0])
    return steps[::-1]


# -- derive ------------------------------------------------------------------------------------


@mistake(
    "derive",
    caught_by="test_derive_goes_on_from_what_it_has_derived",
    en="How often do you go over the rules? What about a rule that stands before the one that gives its premise?",
    ko="규칙을 몇 번 훑나요? 어떤 규칙이 자기 전제를 이끌어 내는 규칙보다 앞에 있다면 어떻게 되나요?",
)
def one_pass(facts, rules):
    known = set(facts)
    for premises, conclusion in rules:
        if known.issuperset(premises):
            known.add(conclusion)
    return known


@mistake(
    "derive",
    caught_by="test_derive_goes_on_from_what_it_has_derived",
    en="Do you look for premises among the facts only? Is what you have just derived not known as well?",
    ko="전제를 주어진 사실에서만 찾고 있지 않나요? 방금 이끌어 낸 결론도 아는 것이 아닐까요?",
)
def one_step(facts, rules):
    given = set(facts)
    return given | {conclusion for premises, conclusion in rules if given.issuperset(premises)}


@mistake(
    "derive",
    caught_by="test_derive_needs_every_premise",
    en="Is one premise enough for your rule? Does rain make snow when it is warm?",
    ko="전제 하나만 성립해도 규칙을 쓰고 있지 않나요? 따뜻한 날의 비도 눈이 되나요?",
)
def any_premise_is_enough(facts, rules):
    known, before = set(facts), -1
    while len(known) > before:
        before = len(known)
        known |= {c for premises, c in rules if not premises or known.intersection(premises)}
    return known


@mistake(
    "derive",
    caught_by="test_derive_keeps_every_fact",
    en="Is what was given part of your answer, also where no rule has to do with it?",
    ko="주어진 사실도 결과에 들어 있나요? 어떤 규칙과도 상관없는 사실은요?",
)
def conclusions_only(facts, rules):
    return {symbol for symbol, rule in _reasons(facts, rules).items() if rule is not None}


@mistake(
    "derive",
    caught_by="test_derive_keeps_every_fact",
    en="Does every symbol of your answer come from a rule? What becomes of a fact that no rule mentions?",
    ko="결과의 기호를 모두 규칙에서 가져오고 있나요? 어떤 규칙에도 나오지 않는 사실은 어떻게 되나요?",
)
def symbols_of_rules_only(facts, rules):
    mentioned = {s for premises, conclusion in rules for s in [*premises, conclusion]}
    return mentioned.intersection(_reasons(facts, rules))


@mistake(
    "derive",
    caught_by="test_derive_tries_every_rule_for_a_conclusion",
    en="Can several rules have the same conclusion? How many of them does your dictionary keep?",
    ko="결론이 같은 규칙이 여럿일 수 있지 않나요? 딕셔너리에는 그중 몇 개가 남나요?",
)
def one_rule_for_each_conclusion(facts, rules):
    kept = {conclusion: premises for premises, conclusion in rules}
    return set(_reasons(facts, [(premises, conclusion) for conclusion, premises in kept.items()]))


@mistake(
    "derive",
    caught_by="test_derive_agrees_with_patience",
    en="Can several rules wait for the same symbol? How many of them hear of it?",
    ko="여러 규칙이 같은 기호를 기다릴 수 있지 않나요? 그 기호가 성립하면 그중 몇 개가 알게 되나요?",
)
def one_rule_for_each_premise(facts, rules):
    missing = [set(premises) for premises, _ in rules]
    waiting = {symbol: number for number, needed in enumerate(missing) for symbol in needed}
    news = [*dict.fromkeys(facts), *(c for premises, c in rules if not premises)]
    known = set(news)
    for symbol in news:
        if symbol in waiting:
            number = waiting[symbol]
            missing[number].discard(symbol)
            conclusion = rules[number][1]
            if not missing[number] and conclusion not in known:
                known.add(conclusion)
                news.append(conclusion)
    return known


@mistake(
    "derive",
    caught_by="test_derive_does_not_believe_a_circle",
    en="When the search for a reason comes back to where it began, has it found one?",
    ko="근거를 찾아가다가 처음 자리로 돌아왔다면, 근거를 찾은 것일까요?",
)
def a_circle_is_a_reason(facts, rules):
    def holds(goal, asked):
        if goal in facts or goal in asked:
            return True
        ways = [premises for premises, conclusion in rules if conclusion == goal]
        return any(all(holds(p, asked | {goal}) for p in premises) for premises in ways)

    symbols = [*facts, *(conclusion for _, conclusion in rules)]
    return {symbol for symbol in symbols if holds(symbol, frozenset())}


@mistake(
    "derive",
    caught_by="test_derive_concludes_what_needs_no_premise",
    en="A rule that has no premises waits for nothing. When does its turn come?",
    ko="전제가 없는 규칙은 기다릴 것이 없습니다. 그 규칙의 차례는 언제 오나요?",
)
def no_premises_no_turn(facts, rules):
    return set(_reasons(facts, [rule for rule in rules if rule[0]]))


@mistake(
    "derive",
    caught_by="test_derive_concludes_what_needs_no_premise",
    en="Without a single fact, is there really nothing that holds?",
    ko="사실이 하나도 없으면 정말 아무것도 성립하지 않을까요?",
)
def no_facts_nothing_follows(facts, rules):
    return set(_reasons(facts, rules)) if facts else set()


@mistake(
    "derive",
    caught_by="test_derive_counts_a_premise_once",
    en='How many premises must come true for ["a", "a"]? Does your count ever reach zero?',
    ko='전제가 ["a", "a"]이면 몇 가지가 성립해야 하나요? 세고 있는 수가 0이 되기는 하나요?',
)
def equal_premises_counted_apart(facts, rules):
    missing = [len(premises) for premises, _ in rules]
    waiting = defaultdict(set)
    for number, (premises, _) in enumerate(rules):
        for symbol in premises:
            waiting[symbol].add(number)
    news = list(dict.fromkeys([*facts, *(c for premises, c in rules if not premises)]))
    known = set(news)
    for symbol in news:
        for number in waiting[symbol]:
            missing[number] -= 1
            conclusion = rules[number][1]
            if missing[number] == 0 and conclusion not in known:
                known.add(conclusion)
                news.append(conclusion)
    return known


@mistake(
    "derive",
    caught_by="test_derive_counts_a_premise_once",
    en="What if a fact is given twice, or found in two ways: do its rules count it twice?",
    ko="같은 사실이 두 번 주어지거나 두 가지 길로 나오면, 규칙에서 두 번 세게 되지 않나요?",
)
def equal_facts_counted_apart(facts, rules):
    missing = [len(set(premises)) for premises, _ in rules]
    waiting = defaultdict(list)
    for number, (premises, _) in enumerate(rules):
        for symbol in set(premises):
            waiting[symbol].append(number)
    news = [*facts, *(c for premises, c in rules if not premises)]
    for symbol in news:
        for number in waiting[symbol]:
            missing[number] -= 1
            if missing[number] == 0:
                news.append(rules[number][1])
    return set(news)


@mistake(
    "derive",
    caught_by="test_derive_of_a_hand_example",
    en='What do update and |= do with a string? Try set("snow").',
    ko='update나 |=에 문자열을 넘기면 어떻게 되나요? set("snow")를 실행해 보세요.',
)
def letters_for_symbols(facts, rules):
    known, before = set(facts), -1
    while len(known) > before:
        before = len(known)
        for premises, conclusion in rules:
            if known.issuperset(premises):
                known.update(conclusion)
    return known


@mistake(
    "derive",
    caught_by="test_derive_of_a_hand_example",
    en="Which type does the answer have: a list, or a set?",
    ko="결과의 타입은 무엇인가요? 리스트인가요, 집합인가요?",
)
def list_for_set(facts, rules):
    return list(_reasons(facts, rules))


@mistake(
    "derive",
    caught_by="test_derive_takes_symbols_as_a_whole",
    en='Is "hole" in "no hole"? Among what does your `in` look, whole symbols or letters?',
    ko='"no hole"에 "hole"이 들어 있나요? 지금 쓴 `in`은 기호들 가운데서 찾나요, 글자들 가운데서 찾나요?',
)
def parts_of_symbols(facts, rules):
    known, before = [*dict.fromkeys(facts)], -1
    while len(known) > before:
        before, text = len(known), "\n".join(known)
        for premises, conclusion in rules:
            if all(premise in text for premise in premises) and conclusion not in known:
                known.append(conclusion)
    return set(known)


@mistake(
    "derive",
    caught_by="test_derive_takes_symbols_as_a_whole",
    en='Do you change the strings before you compare them? Are "Ink" and "ink " the symbol "ink"?',
    ko='비교하기 전에 문자열을 다듬고 있지 않나요? "Ink"와 "ink "는 "ink"와 같은 기호인가요?',
)
def symbols_tidied_up(facts, rules):
    def tidy(symbol):
        return symbol.strip().lower()

    tidied = [(list(map(tidy, premises)), tidy(conclusion)) for premises, conclusion in rules]
    return set(_reasons(map(tidy, facts), tidied))


@mistake(
    "derive",
    caught_by="test_inputs_are_left_alone_and_nothing_is_remembered",
    en="When is the set behind a default argument or a global name made: with every call, or once?",
    ko="기본 인자나 전역 변수에 둔 집합은 언제 만들어지나요? 호출할 때마다인가요, 딱 한 번인가요?",
)
def memory_of_earlier_calls(facts, rules, known={}):  # noqa: B006
    known.update(_reasons([*known, *facts], rules))
    return set(known)


@mistake(
    "derive",
    caught_by="test_inputs_are_left_alone_and_nothing_is_remembered",
    en="Whose list do you take premises out of, or add facts to? Who will look at it next?",
    ko="전제를 지우거나 사실을 덧붙이는 그 리스트는 누구의 것인가요? 다음에는 누가 그것을 보게 될까요?",
)
def facts_added_to_the_list_given(facts, rules):
    found = _reasons(facts, rules)
    facts += [symbol for symbol, rule in found.items() if rule is not None]
    return set(facts)


@mistake(
    "derive",
    caught_by="test_speed_of_derive_in_a_chain",
    en="In the worst order, how many new symbols does one pass over all rules bring? How many passes does it take?",
    ko="규칙이 가장 나쁜 순서로 놓였다면, 모든 규칙을 한 번 훑어서 새로 알게 되는 것은 몇 개인가요? 몇 번을 훑어야 하나요?",
)
def pass_after_pass(facts, rules):
    known, before = set(facts), -1
    while len(known) > before:
        before = len(known)
        for premises, conclusion in rules:
            if all(premise in known for premise in premises):
                known.add(conclusion)
    return known


@mistake(
    "derive",
    caught_by="test_speed_of_derive_with_many_premises",
    en="When one premise comes true, do you look at all the others again? What could you remember instead?",
    ko="전제 하나가 성립할 때마다 나머지 전제를 모두 다시 살펴보나요? 그 대신 무엇을 기억해 두면 될까요?",
)
def premises_looked_at_again(facts, rules):
    waiting = defaultdict(list)
    for rule in rules:
        for symbol in set(rule[0]):
            waiting[symbol].append(rule)
    known, news = set(), [*facts, *(c for premises, c in rules if not premises)]
    for symbol in news:
        if symbol not in known:
            known.add(symbol)
            for premises, conclusion in waiting[symbol]:
                if known.issuperset(premises):
                    news.append(conclusion)
    return known


@mistake(
    "derive",
    caught_by="test_speed_of_derive_in_a_chain",
    en="Which rules could a new fact concern at all? Must you ask every rule to find out?",
    ko="새로운 사실 하나와 관계가 있을 수 있는 규칙은 어느 것인가요? 그것을 알려고 모든 규칙을 살펴봐야 하나요?",
)
def all_rules_for_each_fact(facts, rules):
    known, news = set(), [*facts, *(c for premises, c in rules if not premises)]
    for symbol in news:
        if symbol not in known:
            known.add(symbol)
            for premises, conclusion in rules:
                if symbol in premises and known.issuperset(premises):
                    news.append(conclusion)
    return known


@mistake(
    "derive",
    caught_by="test_speed_of_derive_in_a_chain",
    en="How long does `in` take to search a list of 10,000 symbols, and how long a set?",
    ko="기호 10,000개 가운데서 `in`으로 찾는 데, 리스트라면 얼마나 걸리고 집합이라면 얼마나 걸리나요?",
)
def known_in_a_list(facts, rules):
    missing = [len(set(premises)) for premises, _ in rules]
    waiting = defaultdict(list)
    for number, (premises, _) in enumerate(rules):
        for symbol in set(premises):
            waiting[symbol].append(number)
    known = list(dict.fromkeys([*facts, *(c for premises, c in rules if not premises)]))
    for symbol in known:
        for number in waiting[symbol]:
            missing[number] -= 1
            if missing[number] == 0 and rules[number][1] not in known:
                known.append(rules[number][1])
    return set(known)


@mistake(
    "derive",
    caught_by="test_speed_of_derive_with_a_shared_premise",
    en="How many rules may wait for one symbol? Do you search all of them whenever another is added?",
    ko="기호 하나를 기다리는 규칙이 몇 개나 될 수 있나요? 하나를 더할 때마다 그 목록을 처음부터 찾아보나요?",
)
def waiting_rules_searched(facts, rules):
    waiting = defaultdict(list)
    for rule in rules:
        for symbol in rule[0]:
            if rule not in waiting[symbol]:
                waiting[symbol].append(rule)
    missing = {id(rule): len(set(rule[0])) for rule in rules}
    news = [*dict.fromkeys([*facts, *(c for premises, c in rules if not premises)])]
    known = set(news)
    for symbol in news:
        for rule in waiting[symbol]:
            missing[id(rule)] -= 1
            if missing[id(rule)] == 0 and rule[1] not in known:
                known.add(rule[1])
                news.append(rule[1])
    return known


# -- explain -----------------------------------------------------------------------------------


@mistake(
    "explain",
    caught_by="test_explain_of_a_hand_example",
    en="Is a step of your answer a rule, premises and conclusion, or only a symbol?",
    ko="결과의 한 단계는 전제와 결론이 있는 규칙인가요, 기호 하나인가요?",
)
def symbols_for_steps(goal, facts, rules):
    return [conclusion for _, conclusion in _needed(goal, _holding(goal, facts, rules))]


@mistake(
    "explain",
    caught_by="test_explain_gives_the_rules_that_it_uses",
    en="Facts need no reason. Are they steps of your answer all the same?",
    ko="사실에는 근거가 필요 없습니다. 그런데도 결과에 한 단계로 들어 있지 않나요?",
)
def facts_as_steps(goal, facts, rules):
    found = _holding(goal, facts, rules)
    steps = _needed(goal, found)
    used = {premise for premises, _ in steps for premise in premises}
    given = [([], fact) for fact in dict.fromkeys(facts) if fact in used]
    return [*given, *steps] if steps else []


@mistake(
    "explain",
    caught_by="test_explain_says_nothing_that_is_beside_the_point",
    en="Here is all that was derived before the goal. Which of it does the goal need?",
    ko="목표가 나오기까지 이끌어 낸 것이 모두 들어 있지 않나요? 그중 목표에 필요한 것은 무엇인가요?",
)
def all_that_came_before(goal, facts, rules):
    found = _holding(goal, facts, rules)
    if found[goal] is None:
        return []
    steps = [rule for rule in found.values() if rule is not None]
    return steps[: steps.index(found[goal]) + 1]


@mistake(
    "explain",
    caught_by="test_explain_puts_reasons_before_what_they_lead_to",
    en="You start from the goal. In which order do you come upon the steps, and in which does a reader need them?",
    ko="목표에서 시작하면 단계들이 어떤 순서로 나오나요? 읽는 사람에게는 어떤 순서가 필요한가요?",
)
def goal_first(goal, facts, rules):
    return _needed(goal, _holding(goal, facts, rules))[::-1]


@mistake(
    "explain",
    caught_by="test_explain_puts_reasons_before_what_they_lead_to",
    en="Level by level from the goal: what if a symbol is needed on two levels? Does it come before both?",
    ko="목표에서부터 한 층씩 내려가나요? 두 층에서 필요한 기호가 있다면, 두 곳보다 모두 앞에 놓이나요?",
)
def level_by_level(goal, facts, rules):
    found = _holding(goal, facts, rules)
    level, seen = [goal], {goal}
    for symbol in level:
        if found[symbol] is not None:
            fresh = [p for p in dict.fromkeys(found[symbol][0]) if p not in seen]
            seen.update(fresh)
            level += fresh
    return [found[symbol] for symbol in reversed(level) if found[symbol] is not None]


@mistake(
    "explain",
    caught_by="test_explain_puts_reasons_before_what_they_lead_to",
    en="A rule may have several premises. Have you asked for the reasons of every one of them?",
    ko="전제가 여럿인 규칙도 있습니다. 그 전제들의 근거를 하나도 빠짐없이 찾았나요?",
)
def first_premise_only(goal, facts, rules):
    found, steps = _holding(goal, facts, rules), []
    while found[goal] is not None:
        steps.append(found[goal])
        if not found[goal][0]:
            break
        goal = found[goal][0][0]
    return steps[::-1]


@mistake(
    "explain",
    caught_by="test_explain_concludes_nothing_twice",
    en="If two steps need the same symbol, how often do you explain it?",
    ko="두 단계에서 같은 기호가 필요하면, 그 기호를 몇 번 설명하나요?",
)
def reasons_repeated(goal, facts, rules):
    found = _holding(goal, facts, rules)
    if found[goal] is None:
        return []
    steps, open_ = [], [goal]
    while open_:
        rule = found[open_.pop()]
        if rule is not None:
            steps.append(rule)
            open_ += dict.fromkeys(rule[0])
    return steps[::-1]


@mistake(
    "explain",
    caught_by="test_explain_of_a_fact_is_empty",
    en="Do you look for a rule before you ask whether the goal is a fact?",
    ko="목표가 사실인지 묻기 전에 규칙부터 찾고 있지 않나요?",
)
def facts_explained(goal, facts, rules):
    found = _holding(goal, [fact for fact in facts if fact != goal], rules) if rules else {goal: None}
    return _needed(goal, found)


@mistake(
    "explain",
    caught_by="test_explain_refuses_what_does_not_hold",
    en="An empty list says: it is a fact. What do you say of a goal that does not hold?",
    ko="빈 리스트는 목표가 사실이라는 뜻입니다. 성립하지 않는 목표에는 무엇이라고 답해야 하나요?",
)
def nothing_to_say(goal, facts, rules):
    found = _reasons(facts, rules)
    return _needed(goal, found) if goal in found else []


@mistake(
    "explain",
    caught_by="test_explain_refuses_what_does_not_hold",
    en="What does a dictionary raise for a key that it does not have? Which error is asked for?",
    ko="딕셔너리에 없는 키를 찾으면 어떤 예외가 발생하나요? 여기서 발생시켜야 하는 예외는 무엇인가요?",
)
def key_error(goal, facts, rules):
    found = _reasons(facts, rules)
    return _needed(goal, found) if found[goal] is not None else []


@mistake(
    "explain",
    caught_by="test_explain_turns_to_another_rule_where_one_leads_nowhere",
    en="You take a rule because its conclusion is what you need. Do its premises hold?",
    ko="결론이 필요한 것과 같다고 그 규칙을 고르고 있나요? 그 규칙의 전제는 모두 성립하나요?",
)
def first_rule_for_a_conclusion(goal, facts, rules):
    _holding(goal, facts, rules)
    first = {conclusion: (premises, conclusion) for premises, conclusion in reversed(rules)}
    steps, open_, seen = [], [goal], set(facts)
    while open_:
        symbol = open_.pop()
        if symbol not in seen and symbol in first:
            seen.add(symbol)
            steps.append(first[symbol])
            open_ += first[symbol][0]
    return steps[::-1]


@mistake(
    "explain",
    caught_by="test_explain_finds_the_way_out_of_a_circle",
    en="If a symbol is found once more, by another rule, which of the two reasons do you keep? Could it rest on the symbol itself?",
    ko="이미 나온 기호가 다른 규칙에서 다시 나오면 어느 근거를 남기나요? 나중 근거가 그 기호 자신에 기대고 있지는 않을까요?",
)
def last_reason_kept(goal, facts, rules):
    known, latest, before = set(facts), dict.fromkeys(facts), -1
    while len(known) > before:
        before = len(known)
        for premises, conclusion in rules:
            if known.issuperset(premises):
                known.add(conclusion)
                if conclusion not in facts:
                    latest[conclusion] = (premises, conclusion)
    if goal not in latest:
        raise ValueError("it does not follow")
    steps, open_, seen = [], [goal], set()
    while open_:
        symbol = open_.pop()
        if symbol not in seen and latest[symbol] is not None:
            seen.add(symbol)
            steps.append(latest[symbol])
            open_ += latest[symbol][0]
    return steps[::-1]


@mistake(
    "explain",
    caught_by="test_explain_of_what_needs_no_premise",
    en="Does a step without premises count as a fact for you? How would a reader know why it holds?",
    ko="전제가 없는 단계를 사실처럼 여겨 빠뜨리지 않았나요? 그러면 그것이 왜 성립하는지 어떻게 알 수 있을까요?",
)
def steps_without_premises_left_out(goal, facts, rules):
    return [rule for rule in _needed(goal, _holding(goal, facts, rules)) if rule[0]]


@mistake(
    "explain",
    caught_by="test_explain_goes_down_a_long_chain",
    en="How deep does your function call itself in a chain of 5,000 rules? Could a list hold what is still to be asked?",
    ko="규칙 5,000개의 사슬에서 함수가 자기 자신을 얼마나 깊이 호출하나요? 아직 물어볼 것을 리스트에 담아 두면 어떨까요?",
)
def recursion(goal, facts, rules):
    found, seen = _holding(goal, facts, rules), set()

    def steps(symbol):
        if symbol in seen or found[symbol] is None:
            return []
        seen.add(symbol)
        return [*(step for premise in found[symbol][0] for step in steps(premise)), found[symbol]]

    return steps(goal)


@mistake(
    "explain",
    caught_by="test_speed_of_explain_where_reasons_are_shared",
    en="How many paths lead from the goal down to the facts? Must you walk all of them to meet every step once?",
    ko="목표에서 사실까지 내려가는 길은 몇 갈래인가요? 모든 단계를 한 번씩 만나려고 그 길을 다 걸어야 할까요?",
)
def every_path(goal, facts, rules):
    found = _holding(goal, facts, rules)

    def steps(symbol):
        if found[symbol] is None:
            return []
        return [*(step for premise in found[symbol][0] for step in steps(premise)), found[symbol]]

    return list({step[1]: step for step in steps(goal)}.values())


@mistake(
    "explain",
    caught_by="test_speed_of_explain_in_a_chain",
    en="Does explain still go over all rules for every new fact? Could it share the engine of derive?",
    ko="explain에서는 아직도 새로운 사실마다 모든 규칙을 훑고 있지 않나요? derive의 엔진을 함께 쓸 수는 없을까요?",
)
def pass_after_pass_for_reasons(goal, facts, rules):
    found, before = dict.fromkeys(facts), -1
    while len(found) > before:
        before = len(found)
        for rule in rules:
            if rule[1] not in found and all(premise in found for premise in rule[0]):
                found[rule[1]] = rule
    if goal not in found:
        raise ValueError("it does not follow")
    return _needed(goal, found)


@mistake(
    "explain",
    caught_by="test_speed_of_explain_beside_a_chain",
    en="How many steps does one round of throwing out remove? What if you go through them once, from the end?",
    ko="필요 없는 단계를 골라내는 일을 한 번 할 때마다 몇 개가 없어지나요? 끝에서부터 한 번만 훑으면 어떨까요?",
)
def thrown_out_round_by_round(goal, facts, rules):
    found = _holding(goal, facts, rules)
    steps, before = [rule for rule in found.values() if rule is not None], None
    while steps != before and found[goal] is not None:
        before, used = steps, {premise for premises, _ in steps for premise in premises} | {goal}
        steps = [step for step in steps if step[1] in used]
    if found[goal] is None:
        return []
    return _needed(goal, {step[1]: step for step in steps})


@mistake(
    "explain",
    caught_by="test_speed_of_explain_in_a_chain",
    en="How long does `in` take to search a list of 10,000 needed symbols, and how long a set?",
    ko="필요한 기호 10,000개 가운데서 `in`으로 찾는 데, 리스트라면 얼마나 걸리고 집합이라면 얼마나 걸리나요?",
)
def needed_in_a_list(goal, facts, rules):
    found, needed, steps = _holding(goal, facts, rules), [goal], []
    for symbol, rule in reversed(found.items()):
        if symbol in needed and rule is not None:
            steps.append(rule)
            needed.extend(rule[0])
    return steps[::-1]


# -- read --------------------------------------------------------------------------------------


@mistake(
    "read",
    caught_by="test_read_of_a_hand_example",
    en="Where do you look for the digit: among the facts, or among all that follows from them?",
    ko="숫자를 어디에서 찾나요? 주어진 사실에서인가요, 거기서 나오는 모든 것에서인가요?",
)
def facts_alone(facts, rules):
    digits = [digit for digit, symbol in enumerate(TEN) if symbol in facts]
    return digits[0] if len(digits) == 1 else -1


@mistake(
    "read",
    caught_by="test_read_of_a_hand_example",
    en="What if a fact is a digit already? Does it hold any less than a conclusion?",
    ko="주어진 사실에 이미 숫자가 있다면 어떨까요? 사실은 결론만큼 성립하지 않나요?",
)
def conclusions_alone(facts, rules):
    found = _reasons(facts, rules)
    digits = [digit for digit, symbol in enumerate(TEN) if found.get(symbol) is not None]
    return digits[0] if len(digits) == 1 else -1


@mistake(
    "read",
    caught_by="test_read_of_a_hand_example",
    en="Is the answer a number or a string?",
    ko="결과는 숫자인가요, 문자열인가요?",
)
def text_for_a_number(facts, rules):
    digits = [symbol for symbol in TEN if symbol in _reasons(facts, rules)]
    return digits[0] if len(digits) == 1 else -1


@mistake(
    "read",
    caught_by="test_read_of_a_hand_example",
    en="What does Python take the number 0 for, in `if digit` or `digit or -1`?",
    ko="파이썬은 `if digit`이나 `digit or -1`에서 숫자 0을 참으로 보나요, 거짓으로 보나요?",
)
def zero_is_no_digit(facts, rules):
    digits = [digit for digit, symbol in enumerate(TEN) if symbol in _reasons(facts, rules)]
    return (digits[0] if len(digits) == 1 else None) or -1


@mistake(
    "read",
    caught_by="test_read_of_no_digit",
    en="What do you return where no digit follows?",
    ko="아무 숫자도 나오지 않으면 무엇을 돌려주나요?",
)
def none_for_no_digit(facts, rules):
    digits = [digit for digit, symbol in enumerate(TEN) if symbol in _reasons(facts, rules)]
    if not digits:
        return None
    return digits[0] if len(digits) == 1 else -1


@mistake(
    "read",
    caught_by="test_read_of_several_digits",
    en="If both a 4 and a 9 follow, do you return the one that you happen to meet first?",
    ko="4와 9가 모두 나왔을 때, 먼저 만난 것을 그대로 돌려주고 있지 않나요?",
)
def first_of_several(facts, rules):
    found = _reasons(facts, rules)
    return next((digit for digit, symbol in enumerate(TEN) if symbol in found), -1)


@mistake(
    "read",
    caught_by="test_read_of_several_digits",
    en="Two rules may agree on a digit. Do you count the rules, or the digits?",
    ko="두 규칙이 같은 숫자를 가리킬 수도 있습니다. 규칙의 수를 세고 있나요, 숫자의 수를 세고 있나요?",
)
def rules_counted(facts, rules):
    known = _reasons(facts, rules)
    said = [fact for fact in facts if fact in TEN]
    said += [c for premises, c in rules if c in TEN and known.keys() >= set(premises)]
    return TEN.index(said[0]) if len(said) == 1 else -1


@mistake(
    "read",
    caught_by="test_read_looks_at_the_ten_digits_only",
    en='Which symbols begin with "digit", or end in a numeral, and are none of the ten?',
    ko='"digit"으로 시작하거나 숫자로 끝나지만 열 개의 기호에는 들지 않는 것은 무엇일까요?',
)
def whatever_begins_with_digit(facts, rules):
    said = [symbol for symbol in _reasons(facts, rules) if symbol.startswith("digit ")]
    return int(said[0][-1]) if len(said) == 1 and said[0][-1].isdigit() else -1


# -- digit rules -------------------------------------------------------------------------------


@mistake(
    "digit_rules",
    caught_by="test_digit_rules_are_rules",
    en="Is the first part of every rule a list, also where it holds one premise only?",
    ko="모든 규칙의 첫 부분이 리스트인가요? 전제가 하나뿐인 규칙도요?",
)
def premise_without_a_list():
    return [("two holes", "digit 8"), (["no hole", "narrow"], "digit 1")]


@mistake(
    "digit_rules",
    caught_by="test_digit_rules_are_rules",
    en='Is every conclusion a string, such as "digit 8", and no number?',
    ko='모든 결론이 "digit 8" 같은 문자열인가요? 숫자를 쓴 곳은 없나요?',
)
def numbers_for_conclusions():
    return [(["two holes"], 8), (["no hole", "narrow"], 1)]


@mistake(
    "digit_rules",
    caught_by="test_digit_rules_start_from_what_is_seen",
    en="Is this premise spelt as in SEEN? No fact and no conclusion has this name, so can it ever hold?",
    ko="이 전제의 철자가 SEEN과 똑같은가요? 이런 이름의 사실도 결론도 없다면, 성립할 때가 있을까요?",
)
def a_premise_that_nobody_says():
    return [(["two holes"], "digit 8"), (["no hole", "slim"], "digit 1"), (["one hole"], "digit 0")]


@mistake(
    "digit_rules",
    caught_by="test_digit_rules_lead_to_digits",
    en='Is every conclusion written as "digit 8" is, or used as a premise somewhere?',
    ko='모든 결론을 "digit 8"처럼 적었나요? 아니라면 그것을 전제로 쓰는 규칙이 있나요?',
)
def a_conclusion_that_nobody_needs():
    return [(["two holes"], "eight"), (["no hole", "narrow"], "digit 1"), (["one hole"], "digit 0")]


@mistake(
    "digit_rules",
    caught_by="test_digit_rules_read_real_digits",
    en="How many digits follow for a picture with one hole? When two of your rules disagree, what is read?",
    ko="구멍이 하나인 그림에서는 숫자가 몇 개 나오나요? 두 규칙이 서로 다른 숫자를 말하면 무엇으로 읽히나요?",
)
def rules_that_contradict_each_other():
    shown = {"no hole": (1, 2, 3, 5, 7), "one hole": (0, 4, 6, 9), "two holes": (8,)}
    return [([fact], f"digit {digit}") for fact, digits in shown.items() for digit in digits]
