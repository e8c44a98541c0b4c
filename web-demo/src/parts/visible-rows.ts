import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Rows beyond the visible ones: a fast scroll finds them painted. */
const overscan = 8;
/** Browsers lose pixels in boxes that are higher than this (Firefox at 17.8 million). */
const tallestPx = 12_000_000;

/** Which rows of a long list must be in the page. */
interface VisibleRows {
  /** The first row, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** Where the first row stands in the list's box, and how high that box is. */
  readonly topPx: number;
  readonly heightPx: number;
  /** To be called when the box was scrolled. */
  readonly follow: () => void;
}

/** Follows a box that scrolls over `count` rows. A `.row-probe` in it is as high as a row. */
export function useVisibleRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
): VisibleRows {
  const first = useSignal(0);
  const fits = useSignal(20);
  const rowPx = useSignal(40);
  // Asks for no size: that would lay the page out once more in each frame.
  const follow = (): void => {
    if (scroller.current !== null) first.value = firstVisible(scroller.current, rowPx.value, count);
  };
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return undefined;
    const measure = (): void => {
      rowPx.value = box.querySelector('.row-probe')?.getBoundingClientRect().height ?? 40;
      fits.value = Math.ceil(box.clientHeight / rowPx.value);
      follow();
    };
    measure();
    // In the frame after: to change what is shown while sizes are told is an error event, "ResizeObserver loop".
    let frame = 0;
    const watcher = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(measure);
    });
    watcher.observe(box);
    return () => {
      watcher.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [count]);
  const from = Math.max(0, Math.min(first.value, count) - overscan);
  return {
    from,
    to: Math.min(count, first.value + fits.value + overscan),
    topPx: windowTop(scroller.current, from, first.value, rowPx.value, count),
    heightPx: Math.min(count * rowPx.value, tallestPx),
    follow,
  };
}

/** Beyond `tallestPx` the scroll bar stands for a share of all rows instead of a number of pixels. */
function firstVisible(box: HTMLElement, rowPx: number, rows: number): number {
  if (rows * rowPx <= tallestPx) return Math.floor(box.scrollTop / rowPx);
  const share = box.scrollTop / Math.max(1, box.scrollHeight - box.clientHeight);
  return Math.floor(share * Math.max(0, rows - box.clientHeight / rowPx));
}

function windowTop(
  box: HTMLElement | null,
  from: number,
  first: number,
  rowPx: number,
  rows: number,
): number {
  if (box === null || rows * rowPx <= tallestPx) return from * rowPx;
  return box.scrollTop - (first - from) * rowPx;
}
