"""The workbench: local pages over the folder of one case, for people who correct, change and ask what if.

    foedus serve FOLDER

Every screen is a module of its own under ``screens``: a frozen record of what the page shows, a function
that makes it from the folder, and the changes that its forms make. Pages are written on the server and work
without JavaScript; a small script of our own swaps the page in place where there is one.
"""
