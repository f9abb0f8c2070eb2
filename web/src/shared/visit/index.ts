export { actsOn, canTakeBack, isActive, isDesk, isExpected, isMovable, perform, takeBack, type Act } from './acts';
export { useNow, waited } from './clock';
export { prefetchVisits, useVisit, useVisits, type Visit, type VisitWindow } from './list';
export { moveVisit, placed, type Place } from './move';
export { holdersOf, typesOf, type Practitioner, type VisitType } from './people';
export { pickSlots, useSlots, type Slot } from './slots';
export { SlotChips } from './SlotChips';
export { VisitDrawer } from './VisitDrawer';
export { Waiting } from './Waiting';
