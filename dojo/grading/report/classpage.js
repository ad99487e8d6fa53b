"use strict";
// the matrix sorts by whichever heading is pressed; pressed again, the other way round
const body = document.querySelector(".matrix tbody");

function value(row, column) {
  const text = row.cells[column].textContent;
  const points = text.match(/[\d.]+(?=\/)/);
  return column === 0 ? text : points ? Number(points[0]) : -1;
}

function compare(a, b) {
  return typeof a === "number" ? a - b : a.localeCompare(b, document.documentElement.lang, { numeric: true });
}

for (const button of document.querySelectorAll(".matrix thead button")) {
  button.addEventListener("click", () => {
    const head = button.parentElement;
    const column = head.cellIndex;
    const before = head.getAttribute("aria-sort");
    const order = before === "ascending" || (!before && column > 0) ? "descending" : "ascending";
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", order);
    const rows = [...body.rows].map((row) => ({ row, value: value(row, column) }));
    rows.sort((a, b) => compare(a.value, b.value) * (order === "ascending" ? 1 : -1));
    body.append(...rows.map(({ row }) => row));
  });
}
