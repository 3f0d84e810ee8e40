"""The one gate through which every command reaches the show, and the clock it is judged by."""
