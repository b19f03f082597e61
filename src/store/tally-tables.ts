/** How often a mark of an item version came with a total of the quiz. */
export interface MarkTallyTable {
  quiz_id: string;
  item_hash: string;
  mark: number;
  total: number;
  attempts: number;
}

/** How often a total of a quiz came. */
export interface TotalTallyTable {
  quiz_id: string;
  total: number;
  max_total: number;
  attempts: number;
}

/** How often a choice was taken by attempts with so many whole per cent of their points. */
export interface ChoiceTallyTable {
  quiz_id: string;
  item_hash: string;
  part: string;
  choice: string;
  bin: number;
  attempts: number;
}
