/* A password field gets a button that shows what was typed. */

for (const frame of document.querySelectorAll(".reveal")) {
  const input = frame.querySelector("input");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "reveal-button";
  button.textContent = frame.dataset.show;
  button.setAttribute("aria-controls", input.id);
  button.addEventListener("click", () => {
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    button.textContent = shown ? frame.dataset.hide : frame.dataset.show;
    input.focus();
  });
  // What is sent, and kept by the browser, is a password again.
  input.form.addEventListener("submit", () => {
    input.type = "password";
  });
  frame.append(button);
}
