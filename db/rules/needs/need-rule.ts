import type { Condition } from '../form/condition.ts';

/** One thing a need is judged by. What is `optional` can show a need but its absence leaves the rest to decide. */
export type NeedPart =
  /** An answer of the family is unfit by its code, in whatever list it was given (all generations of the form). */
  | {
      readonly kind: 'answer';
      readonly field: string;
      readonly unfit: Readonly<Record<string, readonly number[]>>;
      readonly optional?: true;
    }
  /** Floor area for each member below so many m². */
  | { readonly kind: 'area'; readonly below: number; readonly optional?: true }
  /** Every member for whom `among` holds should be `fit`; one who is `unfit` shows the need. */
  | {
      readonly kind: 'everyone';
      readonly among: Condition;
      readonly fit: Condition;
      readonly unfit: Condition;
      readonly field: string;
      readonly optional?: true;
    }
  /** While there is a member for whom `among` holds, some member should be `fit`. */
  | {
      readonly kind: 'someone';
      readonly among: Condition;
      readonly fit: Condition;
      readonly unfit: Condition;
      readonly field: string;
      readonly optional?: true;
    };

export interface NeedRule {
  /** Stable name, also the last part of its text key. */
  readonly need: string;
  readonly label: { readonly id: string; readonly en: string };
  readonly parts: readonly NeedPart[];
}

/** A set of rules as data: versioned, and replaceable by the city's own set without a change of the program. */
export interface NeedRuleSet {
  readonly name: string;
  readonly version: number;
  readonly needs: readonly NeedRule[];
}
