"""Wrong answers to k19_denoise that people really write."""

import numpy as np

from dojo.mistake import mistake


def _forward(params, x):
    """Every representation, the answer last."""
    kept = [x]
    for W, b in params[:-1]:
        kept.append(np.maximum(kept[-1] @ W + b, 0))
    W, b = params[-1]
    return [*kept, kept[-1] @ W + b]


def _step(params, x, y, rate):
    *received, answer = _forward(params, x)
    dout, down = 2 * (answer - y) / y.size, []
    for a, (W, b) in zip(received[::-1], params[::-1]):
        down.insert(0, (W - rate * (a.T @ dout), b - rate * dout.sum(axis=0)))
        dout = (dout @ W.T) * (a > 0)
    return down, np.mean((answer - y) ** 2)


def _noise(like, sigma, rng):
    if sigma < 0:
        raise ValueError("sigma must not be negative")
    return rng.normal(0, sigma, like.shape).astype(like.dtype)


def _batches(n, batch_size, rng):
    order = rng.permutation(n)
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


def _pairs(images, batch_size, sigma, rng):
    clean = [images[batch] for batch in _batches(len(images), batch_size, rng)]
    return [(c + _noise(c, sigma, rng), c) for c in clean]


def _flat(images):
    return images.reshape(len(images), -1)


def _walk(params, epochs, n, rate):
    """Train on epochs, each a list of pairs (x, y) of flat pictures."""
    errors = []
    for epoch in epochs:
        total = 0.0
        for x, y in epoch:
            params, error = _step(params, x, y, rate)
            total += float(error) * len(y)
        errors.append(total / n)
    return params, errors


def _denoise(params, noisy):
    return np.clip(_forward(params, _flat(noisy))[-1], 0, 1).reshape(noisy.shape)


def _shifted(images, mode="constant"):
    """The nine pictures in which every pixel's neighbours stand in its place."""
    height, width = images.shape[1:]
    padded = np.pad(images, [(0, 0), (1, 1), (1, 1)], mode=mode)
    return [padded[:, i : i + height, j : j + width] for i in range(3) for j in range(3)]


def _filter(images):
    return sum(_shifted(images)) / sum(_shifted(np.ones_like(images[:1])))


def _decibels(errors):
    with np.errstate(divide="ignore"):
        return -10 * np.log10(errors)


def _psnr(images, reference):
    return _decibels(np.mean((images - reference) ** 2, axis=(1, 2)))


def _means(guesses, reference):
    return tuple(float(_psnr(guess, reference).mean()) for guess in guesses)


# -- add_noise ---------------------------------------------------------------------------------


@mistake(
    "add_noise",
    caught_by="test_noise_has_the_standard_deviation_sigma",
    en="Is sigma the standard deviation or the variance, and which of them does the generator ask for?",
    ko="sigma는 표준편차인가요, 분산인가요? 생성기가 받는 것은 둘 중 무엇인가요?",
)
def sigma_taken_for_the_variance(images, sigma, rng):
    if sigma < 0:
        raise ValueError("sigma must not be negative")
    return images + _noise(images, np.sqrt(sigma), rng)


@mistake(
    "add_noise",
    caught_by="test_noise_has_the_standard_deviation_sigma",
    en="If you multiply a standard normal number by a, what is its standard deviation: a or a²?",
    ko="표준 정규분포의 수에 a를 곱하면 표준편차는 a인가요, a²인가요?",
)
def sigma_squared(images, sigma, rng):
    if sigma < 0:
        raise ValueError("sigma must not be negative")
    return images + _noise(images, sigma**2, rng)


@mistake(
    "add_noise",
    caught_by="test_noise_has_the_standard_deviation_sigma",
    en="Does your noise also make pixels darker, or only ever brighter? What is its mean?",
    ko="더하는 잡음의 평균은 얼마인가요? 값이 작아지는 픽셀도 있나요, 커지기만 하나요?",
)
def noise_that_only_adds(images, sigma, rng):
    if sigma < 0:
        raise ValueError("sigma must not be negative")
    return images + (sigma * rng.random(images.shape)).astype(images.dtype)


@mistake(
    "add_noise",
    caught_by="test_noise_is_normally_distributed",
    en="Can your noise ever be three sigma large? Which distribution does the generator draw it from?",
    ko="잡음이 3 sigma만큼 커질 수도 있나요? 어떤 분포에서 뽑고 있나요?",
)
def uniform_noise(images, sigma, rng):
    if sigma < 0:
        raise ValueError("sigma must not be negative")
    return images + rng.uniform(-sigma, sigma, images.shape).astype(images.dtype)


@mistake(
    "add_noise",
    caught_by="test_noise_is_not_clipped",
    en="On white paper, what has become of the half of the noise that goes below 0?",
    ko="하얀 종이에서 0 아래로 내려가는 절반의 잡음은 어떻게 되었나요?",
)
def clipped_to_the_range(images, sigma, rng):
    return np.clip(images + _noise(images, sigma, rng), 0, 1)


@mistake(
    "add_noise",
    caught_by="test_noise_is_not_clipped",
    en="How much noise does a pixel get that is 0?",
    ko="값이 0인 픽셀에는 잡음이 얼마나 생기나요?",
)
def noise_as_bright_as_the_pixel(images, sigma, rng):
    return images * (1 + _noise(images, sigma, rng))


@mistake(
    "add_noise",
    caught_by="test_every_pixel_gets_noise_of_its_own",
    en="How many random numbers do you draw for N pictures, and how many pixels do they have together?",
    ko="그림 N개에 난수를 몇 개 뽑나요? 그림 N개의 픽셀은 모두 몇 개인가요?",
)
def one_number_for_all(images, sigma, rng):
    return images + np.asarray(_noise(np.zeros(()), sigma, rng)).astype(images.dtype)


@mistake(
    "add_noise",
    caught_by="test_every_pixel_gets_noise_of_its_own",
    en="Of which shape is your noise, and what does broadcasting do with it along the first axis?",
    ko="잡음의 모양은 무엇인가요? 브로드캐스팅이 첫 번째 축에서 그 잡음을 어떻게 쓰나요?",
)
def all_pictures_share_their_noise(images, sigma, rng):
    return images + _noise(images[0], sigma, rng)


@mistake(
    "add_noise",
    caught_by="test_every_pixel_gets_noise_of_its_own",
    en="Do two pixels of one picture get different noise, or does the whole picture get brighter or darker?",
    ko="한 그림의 두 픽셀은 서로 다른 잡음을 받나요? 그림 전체가 함께 밝아지거나 어두워지지 않나요?",
)
def one_number_a_picture(images, sigma, rng):
    return images + _noise(images[:, :1, :1], sigma, rng)


@mistake(
    "add_noise",
    caught_by="test_noise_of_no_strength_changes_nothing",
    en="What does += do with an array that belongs to the caller?",
    ko="호출한 쪽의 배열에 +=를 쓰면 그 배열은 어떻게 되나요?",
)
def noise_on_the_original(images, sigma, rng):
    images += _noise(images, sigma, rng)
    return images


@mistake(
    "add_noise",
    caught_by="test_noise_of_no_strength_changes_nothing",
    en="You have drawn the noise. What is it to be added to?",
    ko="잡음을 뽑았습니다. 그 잡음을 무엇에 더해야 하나요?",
)
def the_noise_alone(images, sigma, rng):
    return _noise(images, sigma, rng)


@mistake(
    "add_noise",
    caught_by="test_noise_comes_from_its_generator",
    en="A generator made inside the function, with a seed of its own: what does the second call draw from it?",
    ko="함수 안에서 시드를 정해 생성기를 새로 만들면, 두 번째 호출에서는 무엇이 뽑히나요?",
)
def generator_made_anew(images, sigma, rng):
    return images + _noise(images, sigma, np.random.default_rng(0))


@mistake(
    "add_noise",
    caught_by="test_noise_comes_from_its_generator",
    en="Whose random numbers does np.random give: those of rng, or those of the whole program?",
    ko="np.random이 주는 난수는 rng의 것인가요, 프로그램 전체가 함께 쓰는 것인가요?",
)
def drawn_from_the_global_generator(images, sigma, rng):
    if sigma < 0:
        raise ValueError("sigma must not be negative")
    return images + np.random.normal(0, sigma, images.shape).astype(images.dtype)


@mistake(
    "add_noise",
    caught_by="test_noise_keeps_the_dtype",
    en="Which dtype does the generator give, and which does its sum with float32 pictures have?",
    ko="생성기가 주는 난수의 dtype은 무엇인가요? float32 그림에 더하면 합의 dtype은 무엇이 되나요?",
)
def noise_in_float64(images, sigma, rng):
    return images + _noise(images.astype(float), sigma, rng)


@mistake(
    "add_noise",
    caught_by="test_noise_of_negative_strength_is_refused",
    en="What does multiplying by a negative sigma do to the noise? Would anybody notice?",
    ko="음수인 sigma를 곱하면 잡음이 어떻게 되나요? 잘못을 알아챌 수 있을까요?",
)
def negative_sigma_let_in(images, sigma, rng):
    return images + (sigma * rng.standard_normal(images.shape)).astype(images.dtype)


@mistake(
    "add_noise",
    caught_by="test_noise_of_no_strength_changes_nothing",
    en="Is it a new array that you return, also for sigma 0, or the caller's own?",
    ko="sigma가 0일 때도 새 배열을 돌려주나요, 호출한 쪽의 배열을 그대로 돌려주나요?",
)
def the_same_array_for_sigma_0(images, sigma, rng):
    if sigma < 0:
        raise ValueError("sigma must not be negative")
    return images if sigma == 0 else images + _noise(images, sigma, rng)


@mistake(
    "add_noise",
    caught_by="test_speed_of_the_noise",
    en="How often do you call the generator? Could one call draw the numbers for all pixels?",
    ko="생성기를 몇 번 부르나요? 모든 픽셀의 난수를 한 번에 뽑을 수는 없을까요?",
)
def number_by_number(images, sigma, rng):
    if sigma < 0:
        raise ValueError("sigma must not be negative")
    numbers = [rng.normal(0, sigma) for _ in range(images.size)]
    return images + np.reshape(numbers, images.shape).astype(images.dtype)


# -- pairs -------------------------------------------------------------------------------------


@mistake(
    "pairs",
    caught_by="test_pairs_come_in_batches",
    en="Ten pictures three at a time: who is left when the full batches are gone?",
    ko="그림 열 개를 세 개씩 나누면, 꽉 찬 배치 뒤에 남는 그림은 어떻게 되나요?",
)
def last_batch_dropped(images, batch_size, sigma, rng):
    size = min(batch_size, len(images))
    return [pair for pair in _pairs(images, batch_size, sigma, rng) if len(pair[1]) == size]


@mistake(
    "pairs",
    caught_by="test_pairs_come_in_batches",
    en="Are these still pictures, with a height and a width?",
    ko="높이와 너비가 있는 그림 그대로인가요?",
)
def pictures_laid_flat(images, batch_size, sigma, rng):
    return [(_flat(noisy), _flat(clean)) for noisy, clean in _pairs(images, batch_size, sigma, rng)]


@mistake(
    "pairs",
    caught_by="test_the_answers_are_the_clean_pictures",
    en="What is the network to give back: what it was shown, or what was there before the noise?",
    ko="신경망이 내놓아야 할 답은 무엇인가요? 보여 준 그림인가요, 잡음을 더하기 전의 그림인가요?",
)
def asks_for_the_noisy_picture(images, batch_size, sigma, rng):
    return [(noisy, noisy) for noisy, _ in _pairs(images, batch_size, sigma, rng)]


@mistake(
    "pairs",
    caught_by="test_the_answers_are_the_clean_pictures",
    en="Which of the two comes first in a pair: what the network is shown, or what it is to answer?",
    ko="한 쌍에서 먼저 오는 것은 무엇인가요? 신경망에 보여 줄 그림인가요, 답할 그림인가요?",
)
def answer_before_question(images, batch_size, sigma, rng):
    return [(clean, noisy) for noisy, clean in _pairs(images, batch_size, sigma, rng)]


@mistake(
    "pairs",
    caught_by="test_the_answers_are_the_clean_pictures",
    en="Is the second of a pair the picture, or the noise that was added to it?",
    ko="한 쌍의 둘째는 그림인가요, 그림에 더한 잡음인가요?",
)
def asks_for_the_noise(images, batch_size, sigma, rng):
    return [(noisy, noisy - clean) for noisy, clean in _pairs(images, batch_size, sigma, rng)]


@mistake(
    "pairs",
    caught_by="test_the_questions_have_the_dtype_of_the_pictures",
    en="What is the dtype of the noise that you add, and what becomes of float32 pictures?",
    ko="더하는 잡음의 dtype은 무엇인가요? float32 그림은 어떻게 되나요?",
)
def questions_in_float64(images, batch_size, sigma, rng):
    chosen = [images[batch] for batch in _batches(len(images), batch_size, rng)]
    return [(clean + rng.normal(0, sigma, clean.shape), clean) for clean in chosen]


@mistake(
    "pairs",
    caught_by="test_the_questions_are_the_same_pictures_with_noise",
    en="You pick the noisy pictures by the numbers of the batch. By what do you pick the clean ones?",
    ko="noisy는 배치의 번호로 골랐습니다. clean은 무엇으로 골랐나요?",
)
def clean_pictures_in_another_order(images, batch_size, sigma, rng):
    starts = range(0, len(images), batch_size)
    shuffled = _pairs(images, batch_size, sigma, rng)
    return [(noisy, images[start : start + batch_size]) for start, (noisy, _) in zip(starts, shuffled)]


@mistake(
    "pairs",
    caught_by="test_every_picture_of_an_epoch_gets_noise_of_its_own",
    en="How often in an epoch is noise drawn? Does the second batch get what the first has had?",
    ko="한 에포크에 잡음을 몇 번 뽑나요? 두 번째 배치가 첫 번째 배치의 잡음을 그대로 받지 않나요?",
)
def every_batch_has_the_same_noise(images, batch_size, sigma, rng):
    noise = _noise(images[:batch_size], sigma, rng)
    chosen = [images[batch] for batch in _batches(len(images), batch_size, rng)]
    return [(clean + noise[: len(clean)], clean) for clean in chosen]


@mistake(
    "pairs",
    caught_by="test_every_epoch_draws_new_noise",
    en="Which generator draws the noise, and where does it stand when the next epoch begins?",
    ko="잡음은 어느 생성기에서 뽑나요? 다음 에포크가 시작될 때 그 생성기는 어떤 상태인가요?",
)
def the_same_noise_in_every_epoch(images, batch_size, sigma, rng):
    noisy = images + _noise(images, sigma, np.random.default_rng(0))
    return [(noisy[batch], images[batch]) for batch in _batches(len(images), batch_size, rng)]


@mistake(
    "pairs",
    caught_by="test_every_epoch_draws_a_new_order",
    en="In which order do the pictures come, and is it another one in the next epoch?",
    ko="그림이 어떤 순서로 나오나요? 다음 에포크에는 순서가 달라지나요?",
)
def never_shuffled(images, batch_size, sigma, rng):
    chosen = [images[start : start + batch_size] for start in range(0, len(images), batch_size)]
    return [(clean + _noise(clean, sigma, rng), clean) for clean in chosen]


@mistake(
    "pairs",
    caught_by="test_the_questions_are_the_same_pictures_with_noise",
    en="You pick the clean pictures by the numbers of the batch. By what do you pick the noisy ones?",
    ko="clean은 배치의 번호로 골랐습니다. noisy는 무엇으로 골랐나요?",
)
def noisy_pictures_in_the_old_order(images, batch_size, sigma, rng):
    noisy = images + _noise(images, sigma, rng)
    starts = range(0, len(images), batch_size)
    shuffled = _batches(len(images), batch_size, rng)
    return [(noisy[start : start + batch_size], images[batch]) for start, batch in zip(starts, shuffled)]


@mistake(
    "pairs",
    caught_by="test_every_picture_of_an_epoch_gets_noise_of_its_own",
    en="Within a batch, do two pictures get different noise? How many numbers do you draw for one batch?",
    ko="한 배치에 든 두 그림은 서로 다른 잡음을 받나요? 배치 하나에 난수를 몇 개 뽑나요?",
)
def one_noise_for_a_batch(images, batch_size, sigma, rng):
    chosen = [images[batch] for batch in _batches(len(images), batch_size, rng)]
    return [(clean + _noise(clean[:1], sigma, rng), clean) for clean in chosen]


# -- train -------------------------------------------------------------------------------------


@mistake(
    "train",
    caught_by="test_train_wants_the_clean_picture_back",
    en="What is the answer compared with: the picture that went in, or the clean one?",
    ko="신경망의 답을 무엇과 비교하나요? 들어간 그림인가요, 깨끗한 그림인가요?",
)
def learns_to_copy(params, images, epochs, batch_size, sigma, learning_rate, rng):
    drawn = (_pairs(images, batch_size, sigma, rng) for _ in range(epochs))
    flat = ([(_flat(noisy), _flat(noisy)) for noisy, _ in epoch] for epoch in drawn)
    return _walk(params, flat, len(images), learning_rate)


@mistake(
    "train",
    caught_by="test_train_wants_the_clean_picture_back",
    en="Does the network ever see a noisy picture while it learns?",
    ko="신경망이 배우는 동안 잡음이 있는 그림을 한 번이라도 보나요?",
)
def never_sees_noise(params, images, epochs, batch_size, sigma, learning_rate, rng):
    drawn = (_pairs(images, batch_size, sigma, rng) for _ in range(epochs))
    flat = ([(_flat(clean), _flat(clean)) for _, clean in epoch] for epoch in drawn)
    return _walk(params, flat, len(images), learning_rate)


@mistake(
    "train",
    caught_by="test_train_takes_one_step_for_every_pair",
    en="Which of a pair goes into the network, and which is the target?",
    ko="한 쌍에서 신경망에 들어가는 것은 무엇이고, 정답은 무엇인가요?",
)
def learns_to_make_noise(params, images, epochs, batch_size, sigma, learning_rate, rng):
    drawn = (_pairs(images, batch_size, sigma, rng) for _ in range(epochs))
    flat = ([(_flat(clean), _flat(noisy)) for noisy, clean in epoch] for epoch in drawn)
    return _walk(params, flat, len(images), learning_rate)


@mistake(
    "train",
    caught_by="test_train_goes_on_from_epoch_to_epoch",
    en="Where does the second epoch begin: where the first has ended, or at the start again?",
    ko="두 번째 에포크는 어디에서 시작하나요? 첫 에포크가 끝난 곳인가요, 맨 처음인가요?",
)
def every_epoch_begins_anew(params, images, epochs, batch_size, sigma, learning_rate, rng):
    reached, errors = params, []
    for _ in range(epochs):
        flat = [(_flat(noisy), _flat(clean)) for noisy, clean in _pairs(images, batch_size, sigma, rng)]
        reached, error = _walk(params, [flat], len(images), learning_rate)
        errors += error
    return reached, errors


@mistake(
    "train",
    caught_by="test_train_takes_one_step_for_every_pair",
    en="The learning rate is what was asked for. Does anything still have to be divided by the batch's size?",
    ko="학습률은 받은 그대로 쓰면 됩니다. 배치 크기로 더 나누어야 할 것이 남아 있나요?",
)
def averaged_twice(params, images, epochs, batch_size, sigma, learning_rate, rng):
    errors = []
    for _ in range(epochs):
        total = 0.0
        for noisy, clean in _pairs(images, batch_size, sigma, rng):
            params, error = _step(params, _flat(noisy), _flat(clean), learning_rate / len(clean))
            total += float(error) * len(clean)
        errors.append(total / len(images))
    return params, errors


@mistake(
    "train",
    caught_by="test_train_never_shows_the_same_noise_twice",
    en="How often do you ask for pairs: once, or once in every epoch?",
    ko="pairs를 몇 번 부르나요? 한 번인가요, 에포크마다 한 번씩인가요?",
)
def noise_drawn_once_for_all_epochs(params, images, epochs, batch_size, sigma, learning_rate, rng):
    once = [(_flat(noisy), _flat(clean)) for noisy, clean in _pairs(images, batch_size, sigma, rng)]
    return _walk(params, [once] * epochs, len(images), learning_rate)


@mistake(
    "train",
    caught_by="test_train_never_shows_the_same_noise_twice",
    en="A generator that is made anew for every epoch: what does it draw each time?",
    ko="에포크마다 생성기를 새로 만들면, 매번 무엇이 뽑히나요?",
)
def generator_reset_for_every_epoch(params, images, epochs, batch_size, sigma, learning_rate, rng):
    drawn = (_pairs(images, batch_size, sigma, np.random.default_rng(0)) for _ in range(epochs))
    flat = ([(_flat(noisy), _flat(clean)) for noisy, clean in epoch] for epoch in drawn)
    return _walk(params, flat, len(images), learning_rate)


@mistake(
    "train",
    caught_by="test_train_weighs_its_batches_by_their_size",
    en="Does a batch of one picture count as much as a full one in your mean?",
    ko="평균을 낼 때 그림이 하나뿐인 배치도 꽉 찬 배치만큼 세고 있지 않나요?",
)
def mean_of_the_batches(params, images, epochs, batch_size, sigma, learning_rate, rng):
    errors = []
    for _ in range(epochs):
        seen = []
        for noisy, clean in _pairs(images, batch_size, sigma, rng):
            params, error = _step(params, _flat(noisy), _flat(clean), learning_rate)
            seen.append(float(error))
        errors.append(float(np.mean(seen)))
    return params, errors


@mistake(
    "train",
    caught_by="test_train_weighs_its_batches_by_their_size",
    en="Is it the error of the whole epoch that you note, or that of the batch which came last?",
    ko="기록하는 오차는 에포크 전체의 것인가요, 맨 마지막 배치의 것인가요?",
)
def error_of_the_last_batch(params, images, epochs, batch_size, sigma, learning_rate, rng):
    errors = []
    for _ in range(epochs):
        for noisy, clean in _pairs(images, batch_size, sigma, rng):
            params, error = _step(params, _flat(noisy), _flat(clean), learning_rate)
        errors.append(float(error))
    return params, errors


@mistake(
    "train",
    caught_by="test_train_keeps_the_dtype",
    en="Does anything turn the pictures into float64 on their way into the network?",
    ko="그림이 신경망에 들어가기 전에 float64로 바뀌는 곳이 있나요?",
)
def trained_in_float64(params, images, epochs, batch_size, sigma, learning_rate, rng):
    drawn = (_pairs(images.astype(float), batch_size, sigma, rng) for _ in range(epochs))
    flat = ([(_flat(noisy), _flat(clean)) for noisy, clean in epoch] for epoch in drawn)
    return _walk(params, flat, len(images), learning_rate)


@mistake(
    "train",
    caught_by="test_train_takes_one_step_for_every_pair",
    en="From which params does the second step start: from those that the first has reached?",
    ko="두 번째 걸음은 어느 params에서 시작하나요? 첫 걸음이 도달한 params인가요?",
)
def every_step_from_the_start(params, images, epochs, batch_size, sigma, learning_rate, rng):
    reached, errors = params, []
    for _ in range(epochs):
        total = 0.0
        for noisy, clean in _pairs(images, batch_size, sigma, rng):
            reached, error = _step(params, _flat(noisy), _flat(clean), learning_rate)
            total += float(error) * len(clean)
        errors.append(total / len(images))
    return reached, errors


@mistake(
    "train",
    caught_by="test_train_goes_on_from_epoch_to_epoch",
    en="How far is your return indented: does it wait for the last epoch?",
    ko="return을 얼마나 들여 썼나요? 마지막 에포크가 끝날 때까지 기다리나요?",
)
def returned_after_the_first_epoch(params, images, epochs, batch_size, sigma, learning_rate, rng):
    errors = []
    for _ in range(epochs):
        total = 0.0
        for noisy, clean in _pairs(images, batch_size, sigma, rng):
            params, error = _step(params, _flat(noisy), _flat(clean), learning_rate)
            total += float(error) * len(clean)
        errors.append(total / len(images))
        return params, errors
    return params, errors


@mistake(
    "train",
    caught_by="test_train_goes_on_from_epoch_to_epoch",
    en="Where does the sum of the errors go back to 0: once, or at the start of every epoch?",
    ko="오차의 합은 언제 0으로 되돌리나요? 한 번만인가요, 에포크를 시작할 때마다인가요?",
)
def errors_of_earlier_epochs_added(params, images, epochs, batch_size, sigma, learning_rate, rng):
    total, errors = 0.0, []
    for _ in range(epochs):
        for noisy, clean in _pairs(images, batch_size, sigma, rng):
            params, error = _step(params, _flat(noisy), _flat(clean), learning_rate)
            total += float(error) * len(clean)
        errors.append(total / len(images))
    return params, errors


@mistake(
    "train",
    caught_by="test_train_weighs_its_batches_by_their_size",
    en="By what do you multiply the error of the last batch, and how many pictures has it?",
    ko="마지막 배치의 오차에 무엇을 곱하나요? 그 배치에는 그림이 몇 개 있나요?",
)
def every_batch_taken_for_full(params, images, epochs, batch_size, sigma, learning_rate, rng):
    errors = []
    for _ in range(epochs):
        total = 0.0
        for noisy, clean in _pairs(images, batch_size, sigma, rng):
            params, error = _step(params, _flat(noisy), _flat(clean), learning_rate)
            total += float(error) * batch_size
        errors.append(total / len(images))
    return params, errors


@mistake(
    "train",
    caught_by="test_train_takes_one_step_for_every_pair",
    en="Is the error that you note the one before the step, which step returns, or one measured afterwards?",
    ko="기록하는 오차는 step이 돌려준 걸음 전의 오차인가요, 걸음을 뗀 뒤에 다시 잰 오차인가요?",
)
def error_after_the_step(params, images, epochs, batch_size, sigma, learning_rate, rng):
    errors = []
    for _ in range(epochs):
        total = 0.0
        for noisy, clean in _pairs(images, batch_size, sigma, rng):
            params, error = _step(params, _flat(noisy), _flat(clean), learning_rate)
            error = np.mean((_forward(params, _flat(noisy))[-1] - _flat(clean)) ** 2)
            total += float(error) * len(clean)
        errors.append(total / len(images))
    return params, errors


@mistake(
    "train",
    caught_by="test_train_takes_one_step_for_every_pair",
    en="In which order do the pixels of a picture become a row: along its rows or its columns?",
    ko="그림의 픽셀을 어떤 순서로 펼치나요? 행을 따라서인가요, 열을 따라서인가요?",
)
def laid_flat_column_after_column(params, images, epochs, batch_size, sigma, learning_rate, rng):
    errors = []
    for _ in range(epochs):
        total = 0.0
        for noisy, clean in _pairs(images, batch_size, sigma, rng):
            x, y = (_flat(a.transpose(0, 2, 1)) for a in (noisy, clean))
            params, error = _step(params, x, y, learning_rate)
            total += float(error) * len(clean)
        errors.append(total / len(images))
    return params, errors


@mistake(
    "train",
    caught_by="test_train_takes_one_step_for_every_pair",
    en="Do you give the network the noisy picture as it is, or clipped?",
    ko="신경망에 잡음 그림을 있는 그대로 넣나요, 잘라서 넣나요?",
)
def noisy_pictures_clipped(params, images, epochs, batch_size, sigma, learning_rate, rng):
    errors = []
    for _ in range(epochs):
        total = 0.0
        for noisy, clean in _pairs(images, batch_size, sigma, rng):
            x = _flat(np.clip(noisy, 0, 1))
            params, error = _step(params, x, _flat(clean), learning_rate)
            total += float(error) * len(clean)
        errors.append(total / len(images))
    return params, errors


@mistake(
    "train",
    caught_by="test_train_wants_the_clean_picture_back",
    en="The noisy half of a pair has its noise already. Do you add more?",
    ko="쌍의 noisy에는 이미 잡음이 들어 있습니다. 또 더하고 있지 않나요?",
)
def noise_added_twice(params, images, epochs, batch_size, sigma, learning_rate, rng):
    errors = []
    for _ in range(epochs):
        total = 0.0
        for noisy, clean in _pairs(images, batch_size, sigma, rng):
            x = _flat(noisy + _noise(noisy, sigma, rng))
            params, error = _step(params, x, _flat(clean), learning_rate)
            total += float(error) * len(clean)
        errors.append(total / len(images))
    return params, errors


@mistake(
    "train",
    caught_by="test_train_never_shows_the_same_noise_twice",
    en="A new order in every epoch is not enough. Is the noise drawn before the epochs begin, or within each?",
    ko="에포크마다 순서만 바꾸어서는 모자랍니다. 잡음을 에포크가 시작되기 전에 뽑나요, 에포크마다 새로 뽑나요?",
)
def old_noise_in_a_new_order(params, images, epochs, batch_size, sigma, learning_rate, rng):
    x, y = _flat(images + _noise(images, sigma, rng)), _flat(images)
    orders = (_batches(len(images), batch_size, rng) for _ in range(epochs))
    walks = ([(x[batch], y[batch]) for batch in order] for order in orders)
    return _walk(params, walks, len(images), learning_rate)


@mistake(
    "train",
    caught_by="test_train_wants_the_clean_picture_back",
    en="How strong is the noise: as the argument sigma says, or as the constant at the head of the file?",
    ko="잡음의 세기는 인자 sigma를 따르나요, 파일 앞쪽의 상수를 따르나요?",
)
def sigma_of_the_file(params, images, epochs, batch_size, sigma, learning_rate, rng):
    errors = []
    for _ in range(epochs):
        total = 0.0
        for noisy, clean in _pairs(images, batch_size, 0.5, rng):
            params, error = _step(params, _flat(noisy), _flat(clean), learning_rate)
            total += float(error) * len(clean)
        errors.append(total / len(images))
    return params, errors


@mistake(
    "train",
    caught_by="test_train_takes_one_step_for_every_pair",
    en="How large is a batch: as the argument says, or as the constant at the head of the file?",
    ko="배치의 크기는 인자를 따르나요, 파일 앞쪽의 상수를 따르나요?",
)
def batch_size_of_the_file(params, images, epochs, batch_size, sigma, learning_rate, rng):
    errors = []
    for _ in range(epochs):
        total = 0.0
        for noisy, clean in _pairs(images, 20, sigma, rng):
            params, error = _step(params, _flat(noisy), _flat(clean), learning_rate)
            total += float(error) * len(clean)
        errors.append(total / len(images))
    return params, errors


# -- denoise -----------------------------------------------------------------------------------


@mistake(
    "denoise",
    caught_by="test_denoise_of_a_hand_example",
    en="Can a clean pixel be darker than ink or lighter than paper? And what the network says?",
    ko="깨끗한 그림의 픽셀이 1보다 크거나 0보다 작을 수 있나요? 신경망의 답은 어떤가요?",
)
def answers_as_they_come(params, noisy):
    return _forward(params, _flat(noisy))[-1].reshape(noisy.shape)


@mistake(
    "denoise",
    caught_by="test_denoise_of_a_hand_example",
    en="The network answers with rows of D numbers. What shape have pictures?",
    ko="신경망은 수 D개짜리 행으로 답합니다. 그림의 모양은 무엇인가요?",
)
def answers_left_flat(params, noisy):
    return np.clip(_forward(params, _flat(noisy))[-1], 0, 1)


@mistake(
    "denoise",
    caught_by="test_denoise_of_a_hand_example",
    en="Has this network learned the clean picture, or the noise that is to be taken away?",
    ko="이 신경망은 깨끗한 그림을 내놓도록 배웠나요, 빼야 할 잡음을 내놓도록 배웠나요?",
)
def answer_taken_for_the_noise(params, noisy):
    return np.clip(noisy - _forward(params, _flat(noisy))[-1].reshape(noisy.shape), 0, 1)


@mistake(
    "denoise",
    caught_by="test_denoise_of_a_hand_example",
    en="Does a pixel of 0.3 stay 0.3 if a brighter or darker one comes into the picture?",
    ko="그림에 더 밝거나 더 어두운 픽셀이 들어와도 0.3인 픽셀은 0.3 그대로인가요?",
)
def stretched_instead_of_clipped(params, noisy):
    answer = _forward(params, _flat(noisy))[-1].reshape(noisy.shape)
    return (answer - answer.min()) / max(float(np.ptp(answer)), 1e-6)


@mistake(
    "denoise",
    caught_by="test_denoise_clips_only_what_comes_out",
    en="Was the network trained on clipped pictures? Which of your two arrays is to be clipped?",
    ko="신경망이 훈련할 때 본 그림도 잘려 있었나요? 두 배열 가운데 무엇을 잘라야 하나요?",
)
def clipped_before_the_network(params, noisy):
    return _denoise(params, np.clip(noisy, 0, 1))


@mistake(
    "denoise",
    caught_by="test_denoise_gives_the_pixels_back_in_their_places",
    en="forward gives every representation. Which of them is the answer?",
    ko="forward는 모든 표현을 돌려줍니다. 그 가운데 답은 무엇인가요?",
)
def first_representation_taken(params, noisy):
    return np.clip(_forward(params, _flat(noisy))[0], 0, 1).reshape(noisy.shape)


@mistake(
    "denoise",
    caught_by="test_denoise_gives_the_pixels_back_in_their_places",
    en="Before you shape the answers: in which order do their D numbers fill a picture, along rows or columns?",
    ko="답의 모양을 바꾸기 전에 생각해 보세요. 수 D개는 그림을 행을 따라 채우나요, 열을 따라 채우나요?",
)
def filled_column_after_column(params, noisy):
    n, height, width = noisy.shape
    return np.clip(_forward(params, _flat(noisy))[-1], 0, 1).reshape(n, width, height).transpose(0, 2, 1)


# -- mean_filter -------------------------------------------------------------------------------


@mistake(
    "mean_filter",
    caught_by="test_mean_filter_leaves_an_even_grey_as_it_is",
    en="By how much do you divide in a corner, and how many pixels are there to add up?",
    ko="귀퉁이에서는 무엇으로 나누나요? 거기서 더할 수 있는 픽셀은 몇 개인가요?",
)
def divided_by_nine_everywhere(images):
    return sum(_shifted(images)) / 9


@mistake(
    "mean_filter",
    caught_by="test_mean_filter_averages_the_neighbours_that_there_are",
    en="What stands beyond the edge in your sum? Does a pixel at the side count twice?",
    ko="가장자리 밖에는 무엇이 있다고 치고 더하나요? 가장자리 픽셀을 두 번 세고 있지 않나요?",
)
def edge_repeated(images):
    return sum(_shifted(images, mode="edge")) / 9


@mistake(
    "mean_filter",
    caught_by="test_mean_filter_averages_the_neighbours_that_there_are",
    en="Is the pixel at the left end of a row a neighbour of the one at its right end?",
    ko="한 행의 왼쪽 끝 픽셀과 오른쪽 끝 픽셀은 이웃인가요?",
)
def wrapped_round(images):
    return sum(np.roll(images, (i, j), axis=(1, 2)) for i in (-1, 0, 1) for j in (-1, 0, 1)) / 9


@mistake(
    "mean_filter",
    caught_by="test_mean_filter_of_a_hand_example",
    en="What becomes of the pixels at the edge? Do they have no neighbours at all?",
    ko="가장자리의 픽셀은 어떻게 되나요? 이웃이 하나도 없나요?",
)
def edge_left_as_it_is(images):
    result = images.copy()
    result[:, 1:-1, 1:-1] = _filter(images)[:, 1:-1, 1:-1]
    return result


@mistake(
    "mean_filter",
    caught_by="test_mean_filter_of_a_hand_example",
    en="Is a pixel itself part of the mean that takes its place?",
    ko="어떤 픽셀을 대신할 평균에 그 픽셀 자신도 들어가나요?",
)
def itself_left_out(images):
    around, count = (sum(_shifted(a)) - a for a in (images, np.ones_like(images[:1])))
    return np.where(count > 0, around, images) / np.maximum(count, 1)


@mistake(
    "mean_filter",
    caught_by="test_mean_filter_of_a_hand_example",
    en="How many neighbours has a pixel in the middle? Do those at its corners belong to them?",
    ko="가운데 픽셀의 이웃은 몇 개인가요? 대각선 방향의 픽셀도 이웃인가요?",
)
def no_diagonals(images):
    total, count = (sum(_shifted(a)[k] for k in (1, 3, 4, 5, 7)) for a in (images, np.ones_like(images[:1])))
    return total / count


@mistake(
    "mean_filter",
    caught_by="test_mean_filter_keeps_pictures_apart",
    en="Over how many axes does your window reach? Is the next picture of the batch a neighbour?",
    ko="창이 몇 개의 축에 걸쳐 있나요? 배치에서 다음에 오는 그림도 이웃인가요?",
)
def window_over_the_batch(images):
    total, count = sum(_shifted(images)), sum(_shifted(np.ones_like(images)))
    total, count = (a + np.pad(a, [(1, 1), (0, 0), (0, 0)])[:-2] for a in (total, count))
    return total / count


@mistake(
    "mean_filter",
    caught_by="test_speed_of_the_mean_filter",
    en="How many times does Python go round your innermost loop? Could it move all pixels of all pictures at once?",
    ko="가장 안쪽 반복문이 몇 번이나 도나요? 모든 그림의 모든 픽셀을 한꺼번에 다룰 수는 없을까요?",
)
def pixel_by_pixel(images):
    result = np.empty_like(images)
    for n, i, j in np.ndindex(images.shape):
        result[n, i, j] = images[n, max(0, i - 1) : i + 2, max(0, j - 1) : j + 2].mean()
    return result


@mistake(
    "mean_filter",
    caught_by="test_mean_filter_of_a_hand_example",
    en="May a mean lie above 1? Who has asked you to clip it?",
    ko="평균이 1보다 클 수도 있나요? 평균을 0과 1 사이로 자르라는 말이 있었나요?",
)
def means_clipped(images):
    return np.clip(_filter(images), 0, 1)


@mistake(
    "mean_filter",
    caught_by="test_mean_filter_of_a_hand_example",
    en="What is the mean of 0 and 36? Do you take pixels as they come, or clip them first?",
    ko="0과 36의 평균은 얼마인가요? 픽셀을 있는 그대로 쓰나요, 먼저 자르나요?",
)
def clipped_before_the_mean(images):
    return _filter(np.clip(images, 0, 1))


@mistake(
    "mean_filter",
    caught_by="test_mean_filter_of_a_hand_example",
    en="When a pixel's turn comes, which of its neighbours have you already replaced?",
    ko="어떤 픽셀의 차례가 왔을 때, 이웃 가운데 이미 바뀐 것은 어느 것인가요?",
)
def neighbours_already_replaced(images):
    result = images.copy()
    for i, j in np.ndindex(images.shape[1:]):
        window = result[:, max(0, i - 1) : i + 2, max(0, j - 1) : j + 2]
        result[:, i, j] = window.mean(axis=(1, 2))
    return result


@mistake(
    "mean_filter",
    caught_by="test_mean_filter_leaves_an_even_grey_as_it_is",
    en="Of which dtype are the numbers that you divide by, and what do they make of float32?",
    ko="나누는 수의 dtype은 무엇인가요? 그것으로 float32를 나누면 무엇이 되나요?",
)
def counted_in_float64(images):
    return sum(_shifted(images)) / sum(_shifted(np.ones((1, *images.shape[1:]))))


# -- psnr --------------------------------------------------------------------------------------


@mistake(
    "psnr",
    caught_by="test_psnr_of_a_hand_example",
    en="For N pictures, how many numbers are asked for? Over which axes is each mean?",
    ko="그림 N개에 수가 몇 개 나와야 하나요? 평균은 어느 축을 따라 내나요?",
)
def one_number_for_the_batch(images, reference):
    return _decibels(np.mean((images - reference) ** 2))


@mistake(
    "psnr",
    caught_by="test_psnr_of_a_hand_example",
    en="The error is squared already. Is it 10 or 20 that its logarithm is multiplied by?",
    ko="오차는 이미 제곱되어 있습니다. 로그에 곱할 수는 10인가요, 20인가요?",
)
def twenty_for_a_square(images, reference):
    return 2 * _psnr(images, reference)


@mistake(
    "psnr",
    caught_by="test_psnr_of_a_hand_example",
    en="To which base is the logarithm of a decibel? And that of np.log?",
    ko="데시벨에 쓰는 로그의 밑은 무엇인가요? np.log의 밑은요?",
)
def natural_logarithm(images, reference):
    return _psnr(images, reference) * np.log(10)


@mistake(
    "psnr",
    caught_by="test_psnr_of_a_hand_example",
    en="Does a better picture get more decibels from you, or fewer?",
    ko="더 좋은 그림이 더 큰 데시벨을 받나요, 더 작은 데시벨을 받나요?",
)
def sign_forgotten(images, reference):
    return -_psnr(images, reference)


@mistake(
    "psnr",
    caught_by="test_psnr_of_a_hand_example",
    en="Is there a root in it, or an absolute value? What must be averaged to get a mean squared error?",
    ko="제곱근이나 절댓값이 들어 있지 않나요? 평균 제곱 오차라면 무엇을 평균해야 하나요?",
)
def absolute_error(images, reference):
    return _decibels(np.mean(np.abs(images - reference), axis=(1, 2)))


@mistake(
    "psnr",
    caught_by="test_psnr_takes_ink_as_the_peak",
    en="Whose largest value is the peak: that of this picture, or that of ink?",
    ko="기준이 되는 최댓값은 무엇인가요? 이 그림에서 가장 큰 값인가요, 잉크의 값인가요?",
)
def peak_of_the_picture(images, reference):
    peaks = np.maximum(reference.max(axis=(1, 2)), 1e-6)
    return _psnr(images, reference) + 20 * np.log10(peaks)


@mistake(
    "psnr",
    caught_by="test_psnr_takes_ink_as_the_peak",
    en="How far off is a pixel that should be 0.2 and is 10.2? Do you clip what you are to rate?",
    ko="0.2여야 할 픽셀이 10.2라면 얼마나 틀린 것인가요? 채점할 그림을 먼저 자르고 있지 않나요?",
)
def clipped_before_rating(images, reference):
    return _psnr(np.clip(images, 0, 1), reference)


@mistake(
    "psnr",
    caught_by="test_psnr_of_equal_pictures_is_infinite",
    en="Where two pictures are equal, what do you divide by? How can NumPy be told that this is meant?",
    ko="두 그림이 같으면 무엇으로 나누게 되나요? 의도한 일이라고 NumPy에 어떻게 알릴까요?",
)
def divided_by_no_error(images, reference):
    return 10 * np.log10(1 / np.mean((images - reference) ** 2, axis=(1, 2)))


@mistake(
    "psnr",
    caught_by="test_psnr_of_equal_pictures_is_infinite",
    en="Where two pictures are equal, what is your answer: infinity, or some large number?",
    ko="두 그림이 같을 때 나오는 답은 무한대인가요, 그저 큰 수인가요?",
)
def a_little_error_added(images, reference):
    return _decibels(np.mean((images - reference) ** 2, axis=(1, 2)) + 1e-10)


@mistake(
    "psnr",
    caught_by="test_psnr_of_equal_pictures_is_infinite",
    en="How small may an error be and still be an error? When do you call two pictures equal?",
    ko="오차가 얼마나 작으면 없는 것으로 치나요? 두 그림이 같은지 무엇으로 판단하나요?",
)
def nearly_equal_is_equal(images, reference):
    errors = np.mean((images - reference) ** 2, axis=(1, 2))
    return np.where(np.isclose(errors, 0), np.inf, _decibels(np.maximum(errors, 1e-300)))


@mistake(
    "psnr",
    caught_by="test_psnr_of_a_hand_example",
    en="Do you take a root before the logarithm? Decibels of a root are only half as many.",
    ko="로그를 취하기 전에 제곱근을 구하나요? 제곱근의 데시벨은 절반밖에 되지 않습니다.",
)
def root_of_the_error(images, reference):
    return _psnr(images, reference) / 2


@mistake(
    "psnr",
    caught_by="test_psnr_of_equal_pictures_is_infinite",
    en="Where two pictures are equal, what is your answer: infinity, or some large number?",
    ko="두 그림이 같을 때 나오는 답은 무한대인가요, 그저 큰 수인가요?",
)
def a_tiny_error_added(images, reference):
    return _decibels(np.mean((images - reference) ** 2, axis=(1, 2)) + 1e-12)


# -- compare -----------------------------------------------------------------------------------


@mistake(
    "compare",
    caught_by="test_compare_rates_all_three_on_the_same_noise",
    en="How often do you draw noise? Do all three start from the same noisy pictures?",
    ko="잡음을 몇 번 뽑나요? 셋 모두 같은 잡음 그림에서 출발하나요?",
)
def noise_drawn_for_each(params, images, sigma, rng):
    one, two, three = (images + _noise(images, sigma, rng) for _ in range(3))
    return _means((one, _filter(two), _denoise(params, three)), images)


@mistake(
    "compare",
    caught_by="test_compare_rates_all_three_on_the_same_noise",
    en="What is a good guess near to: the noisy picture, or the clean one?",
    ko="좋은 답은 무엇과 가까워야 하나요? 잡음 그림인가요, 깨끗한 그림인가요?",
)
def rated_against_the_noisy(params, images, sigma, rng):
    noisy = images + _noise(images, sigma, rng)
    return _means((noisy, _filter(noisy), _denoise(params, noisy)), noisy)


@mistake(
    "compare",
    caught_by="test_compare_rates_all_three_on_the_same_noise",
    en="What do the filter and the network get to see: the noisy pictures, or the clean ones?",
    ko="필터와 신경망이 보는 것은 무엇인가요? 잡음 그림인가요, 깨끗한 그림인가요?",
)
def cleans_what_is_clean(params, images, sigma, rng):
    noisy = images + _noise(images, sigma, rng)
    return _means((noisy, _filter(images), _denoise(params, images)), images)


@mistake(
    "compare",
    caught_by="test_compare_rates_all_three_on_the_same_noise",
    en="Is the network given the noisy pictures themselves, or what the filter has made of them?",
    ko="신경망이 받는 것은 잡음 그림 그대로인가요, 필터를 거친 그림인가요?",
)
def one_after_the_other(params, images, sigma, rng):
    noisy = images + _noise(images, sigma, rng)
    return _means((noisy, _filter(noisy), _denoise(params, _filter(noisy))), images)


@mistake(
    "compare",
    caught_by="test_compare_rates_all_three_on_the_same_noise",
    en="Is it the mean of the decibels that you return, or the decibels of the mean error?",
    ko="돌려주는 값은 데시벨의 평균인가요, 평균 오차의 데시벨인가요?",
)
def decibels_of_the_mean_error(params, images, sigma, rng):
    noisy = images + _noise(images, sigma, rng)
    guesses = noisy, _filter(noisy), _denoise(params, noisy)
    return tuple(float(_decibels(np.mean((guess - images) ** 2))) for guess in guesses)


@mistake(
    "compare",
    caught_by="test_compare_rates_all_three_on_the_same_noise",
    en="Who clips here: denoise alone, or do you clip the filter's means as well?",
    ko="누가 값을 자르나요? denoise뿐인가요, 필터의 평균도 자르고 있나요?",
)
def filter_clipped_as_well(params, images, sigma, rng):
    noisy = images + _noise(images, sigma, rng)
    return _means((noisy, np.clip(_filter(noisy), 0, 1), _denoise(params, noisy)), images)


@mistake(
    "compare",
    caught_by="test_compare_rates_all_three_on_the_same_noise",
    en="Are the noisy pictures rated, filtered and denoised as they come, or clipped first?",
    ko="잡음 그림을 있는 그대로 쓰나요, 먼저 자르나요?",
)
def noisy_pictures_clipped_first(params, images, sigma, rng):
    noisy = np.clip(images + _noise(images, sigma, rng), 0, 1)
    return _means((noisy, _filter(noisy), _denoise(params, noisy)), images)


@mistake(
    "compare",
    caught_by="test_compare_rates_all_three_on_the_same_noise",
    en="In which order do you return the three?",
    ko="세 수를 어떤 순서로 돌려주나요?",
)
def network_before_the_filter(params, images, sigma, rng):
    noisy = images + _noise(images, sigma, rng)
    return _means((noisy, _denoise(params, noisy), _filter(noisy)), images)


@mistake(
    "compare",
    caught_by="test_compare_rates_all_three_on_the_same_noise",
    en="How strong is the noise: as the argument sigma says, or as the constant at the head of the file?",
    ko="잡음의 세기는 인자 sigma를 따르나요, 파일 앞쪽의 상수를 따르나요?",
)
def noise_of_the_constant(params, images, sigma, rng):
    noisy = images + _noise(images, 0.5, rng)
    return _means((noisy, _filter(noisy), _denoise(params, noisy)), images)


@mistake(
    "compare",
    caught_by="test_compare_where_nothing_is_wrong",
    en="One picture is at infinity. May you leave it out of the mean?",
    ko="무한대인 그림이 있습니다. 평균에서 빼도 되나요?",
)
def infinite_ones_left_out(params, images, sigma, rng):
    noisy = images + _noise(images, sigma, rng)
    rated = [_psnr(guess, images) for guess in (noisy, _filter(noisy), _denoise(params, noisy))]
    return tuple(float(np.mean(some[np.isfinite(some)])) for some in rated)
