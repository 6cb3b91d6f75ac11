"""The page at /docs, driven in a headless Chromium as a person would: by clicks and keys."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.ui import WebDriverWait

BROWSER = shutil.which("chromium")
DRIVER = shutil.which("chromedriver")
SECONDS = 30


class DocsPage:
    """What a person can do on the page."""

    def __init__(self, browser: webdriver.Chrome, address: str) -> None:
        self.browser = browser
        self.wait = WebDriverWait(browser, SECONDS)
        browser.get(f"{address}/docs")
        self.find("#swagger-ui .opblock")

    def find(self, selector: str) -> WebElement:
        """The element, once it is to be seen."""
        return self.wait.until(expected_conditions.visibility_of_element_located((By.CSS_SELECTOR, selector)))

    def click(self, selector: str) -> None:
        self.find(selector)
        element = self.wait.until(expected_conditions.element_to_be_clickable((By.CSS_SELECTOR, selector)))
        # Not under the edge of the window.
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def fill(self, selector: str, text: str) -> None:
        """Replaces what stands in a field, as pasting does."""
        self.find(selector).send_keys(Keys.CONTROL, "a")
        self.browser.execute_cdp_cmd("Input.insertText", {"text": text})

    def try_out(self, tag: str, operation: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Opens an operation, sends `body`, and reads the status and the JSON of the answer that the page shows."""
        block = f"#operations-{tag}-{operation}"
        self.click(f"{block} .opblock-summary-control")
        self.fill(f"{block} textarea.body-param__text", json.dumps(body, indent=2))
        self.click(f"{block} .execute")
        answer = f"{block} .live-responses-table .response"
        status = self.find(f"{answer} .response-col_status").text.split()[0]
        shown = self.find(f"{answer} .response-col_description pre").text
        # The next answer is not to be taken for this one.
        self.click(f"{block} .btn-clear")
        self.click(f"{block} .opblock-summary-control")
        return int(status), json.loads(shown)

    def authorize(self, token: str) -> None:
        """Pastes an access token into the dialog behind Authorize."""
        self.click(".auth-wrapper .authorize")
        self.fill(".modal-ux .auth-container input", token)
        self.click(".modal-ux .auth-btn-wrapper .authorize")
        self.click(".modal-ux .btn-done")

    def complaints(self) -> list[str]:
        """What the browser's console holds against the page, refused scripts and styles among it."""
        return [entry["message"] for entry in self.browser.get_log("browser")]  # type: ignore[no-untyped-call]


@contextmanager
def open_docs(address: str) -> Iterator[DocsPage]:
    """Opens the page in a browser of its own."""
    options = webdriver.ChromeOptions()
    # Without a sandbox, as tests may run as root in a container; the page is ours.
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,1457"):
        options.add_argument(argument)
    options.binary_location = BROWSER or ""
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(DRIVER))
    try:
        yield DocsPage(browser, address)
    finally:
        browser.quit()
