// An equation wider than its column is set smaller, so that its number stays in sight; below SMALLEST it scrolls.
const SMALLEST = 72, STEP = 2; // per cent; step by step, since fonts do not shrink in exact proportion

function fit() {
    for (const place of document.querySelectorAll("div.math")) {
        place.style.fontSize = "";
        for (let size = 100 - STEP; size >= SMALLEST && place.scrollWidth > place.clientWidth; size -= STEP) {
            place.style.fontSize = `${size}%`;
        }
    }
}

window.addEventListener("load", async () => {
    if (window.MathJax) await window.MathJax.startup.promise;
    fit();
    window.addEventListener("resize", fit);
});
