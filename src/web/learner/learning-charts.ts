import { MASTERY_LEVELS } from '../../domain/mastery.ts';
import type { Html } from '../../domain/item.ts';
import { columnChart, stripChart } from '../charts/bars.ts';
import { timeChart, timeScale } from '../charts/line.ts';
import type { Language } from '../views.ts';
import type {
  CalibrationModel,
  ForecastModel,
  MasteryModel,
  TrendModel,
} from './learning-models.ts';

const QUARTERS = [0, 0.25, 0.5, 0.75, 1];

/** Columns of the share right by certainty, each with a line from where it pays best. */
export function calibrationChart(
  { t, format, dir }: Language,
  rows: CalibrationModel['rows'],
): Html | null {
  if (rows.every((row) => row.share === null)) return null;
  return columnChart({
    id: 'calibration-chart',
    title: t('learning.calibration.chart'),
    dir,
    ticks: QUARTERS.map((at) => ({ at, label: format.percent(at) })),
    columns: rows.map(({ certainty, share, paysFrom }) => ({
      label: t(`certainty.${certainty}`),
      value: share,
      text: share === null ? t('learning.tooFew') : format.percent(share),
      mark: paysFrom > 0 ? paysFrom : null,
    })),
  });
}

/** One bar: how many objectives stand at each level. */
export function masteryChart(
  { t, dir }: Language,
  { levels, total }: Omit<MasteryModel, 'chart'>,
): Html | null {
  if (total === 0) return null;
  const parts = levels.map(({ level, objectives }) => ({
    size: objectives,
    look: `level-${MASTERY_LEVELS.indexOf(level)}`,
  }));
  return stripChart({ id: 'mastery-chart', title: t('learning.mastery.chart'), dir, parts });
}

/** Dots for the results, a line in steps for the lessons passed; `rows` oldest first. */
export function trendChart(
  { t, format, dir }: Language,
  { rows, lessons }: Omit<TrendModel, 'chart'>,
): Html | null {
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) return null;
  const scale = timeScale(rows.map((row) => row.at));
  return timeChart({
    id: 'trend-chart',
    title: t('learning.trend.chart'),
    dir,
    ticks: QUARTERS.map((at) => ({ at, label: format.percent(at) })),
    dots: rows.map(({ at, share }) => ({ x: scale(at), y: share })),
    steps: rows.map(({ at, passedSoFar }) => ({
      x: scale(at),
      y: lessons === 0 ? 0 : passedSoFar / lessons,
    })),
    ends: [format.date(first.at), format.date(last.at)],
  });
}

/** Columns of the reviews that fall due on each day. */
export function forecastChart(
  { t, format, dir }: Language,
  { days, total }: Omit<ForecastModel, 'chart'>,
): Html | null {
  if (total === 0) return null;
  const most = Math.max(...days.map((day) => day.cards));
  return columnChart({
    id: 'forecast-chart',
    title: t('learning.forecast.chart'),
    dir,
    ticks: [
      { at: 0, label: format.number(0) },
      { at: 1, label: format.number(most) },
    ],
    columns: days.map(({ day, cards }) => ({
      label: format.number(day.getUTCDate()),
      value: cards / most,
      text: cards === 0 ? '' : format.number(cards),
      mark: null,
    })),
  });
}
