"""
Figures of the fixture in figures.json, by plain formulas over the raw marks: nothing here is shared
with the program, and nothing is reckoned from sums. The marks are the twelve lines below; the
formulas are those of https://docs.moodle.org/dev/Quiz_statistics_calculations. The quantiles are of
R: qt(0.975, 11) and qnorm(0.975). Run: python3 figures.py > figures.json
"""
import json
import math

T_11 = 2.200985160082949
Z = 1.959963984540054

# Points: 1, 1, 3, 2. Each line is a learner.
POINTS = [1, 1, 3, 2]
MARKS = [
    [1, 1, 3, 2],
    [1, 1, 2, 2],
    [1, 0, 3, 1],
    [1, 1, 2, 1],
    [0, 1, 2, 2],
    [1, 1, 0, 0],
    [1, 0, 1, 1],
    [0, 1, 1, 0],
    [0, 1, 0, 1],
    [1, 0, 0, 0],
    [0, 1, 1, 0],
    [0, 0, 0, 0],
]
n = len(MARKS)
totals = [sum(row) for row in MARKS]
top = sum(POINTS)


def mean(values):
    return sum(values) / len(values)


def cov(a, b):
    ma, mb = mean(a), mean(b)
    return sum((p - ma) * (q - mb) for p, q in zip(a, b)) / (len(a) - 1)


def wilson(p):
    centre = p + Z * Z / (2 * n)
    reach = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return [(centre - reach) / (1 + Z * Z / n), (centre + reach) / (1 + Z * Z / n)]


def student(p, sd):
    reach = T_11 * sd / math.sqrt(n)
    return [max(0, p - reach), min(1, p + reach)]


roots = [math.sqrt(cov([row[i] for row in MARKS], totals)) for i in range(4)]
items = []
for i, m in enumerate(POINTS):
    x = [row[i] for row in MARKS]
    y = [t - v for t, v in zip(totals, x)]
    r = cov(x, y) / math.sqrt(cov(x, x) * cov(y, y))
    reach = Z / math.sqrt(n - 3)
    sd = math.sqrt(cov(x, x)) / m
    facility = mean(x) / m
    whole = all(v in (0, m) for v in x)
    items.append({
        "facility": facility,
        "facilityInterval": wilson(facility) if whole else student(facility, sd),
        "deviation": sd,
        "discrimination": 100 * r,
        "discriminationInterval": [100 * math.tanh(math.atanh(r) + s * reach) for s in (-1, 1)],
        "efficiency": 100 * cov(x, y) / cov(sorted(x), sorted(y)),
        "intended": 100 * m / top,
        "effective": 100 * roots[i] / sum(roots),
        "sums": [n, sum(x), sum(v * v for v in x), sum(y), sum(v * v for v in y),
                 sum(p * q for p, q in zip(x, y)), sum(totals), sum(t * t for t in totals),
                 sum(p * q for p, q in zip(x, totals))],
    })

shares = [t / top for t in totals]
centre = mean(shares)
m2, m3, m4 = (sum((s - centre) ** k for s in shares) / n for k in (2, 3, 4))
k2 = n * m2 / (n - 1)
k3 = n * n * m3 / ((n - 1) * (n - 2))
k4 = n * n * ((n + 1) * m4 - 3 * (n - 1) * m2 * m2) / ((n - 1) * (n - 2) * (n - 3))
ordered = sorted(shares)
cic = 100 * 4 / 3 * (1 - sum(cov([r[i] for r in MARKS], [r[i] for r in MARKS]) for i in range(4))
                     / cov(totals, totals))
ratio = 100 * math.sqrt(1 - cic / 100)
quiz = {
    "n": n,
    "mean": centre,
    "median": (ordered[n // 2 - 1] + ordered[n // 2]) / 2,
    "deviation": math.sqrt(k2),
    "skewness": k3 / k2 ** 1.5,
    "kurtosis": k4 / k2 ** 2,
    "consistency": cic,
    "errorRatio": ratio,
    "standardError": ratio * math.sqrt(k2) / 100,
}
print(json.dumps({"points": POINTS, "marks": MARKS, "items": items, "quiz": quiz}, indent=2))
