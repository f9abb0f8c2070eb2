export { bookSeries, cancelSeries, outlookOf, previewSeries, useSeries, within, type Choice, type Outlook, type Scope, type Series, type SeriesBody } from './api';
export { Occurrences } from './Occurrences';
export { RepeatFields } from './RepeatFields';
export { ruleOf, weekly, type Repeat } from './rule';
export { ScopeField } from './ScopeField';
export { SeriesFacts } from './SeriesFacts';
export { SeriesMove } from './SeriesMove';
