# What the virtual machines of tests/lab boot: a boot sector that writes to the first serial port
# what happens to it. "booted" after each start and reset, "power button" when the ACPI power
# button was pressed, after which it switches itself off, "NMI" at a non-maskable interrupt. What
# is typed comes back, and a prompt after each line.
#
# With the symbol `stubborn` defined the power button changes nothing.

        .set    PM1_STATUS, 0x600       # ACPI registers, where SeaBIOS puts them
        .set    PM1_ENABLE, 0x602
        .set    PM1_CONTROL, 0x604
        .set    POWER_BUTTON, 0x0100
        .set    SLEEP_ENABLE, 0x2000    # with sleep type 0, which is soft off on QEMU
        .set    SERIAL_DATA, 0x3f8
        .set    SERIAL_STATUS, 0x3fd
        .set    RECEIVED, 0x01
        .set    SENDING_DONE, 0x20
        .set    VECTOR_NMI, 4 * 0x02
        .set    VECTOR_TIMER, 4 * 0x08

        .code16
        .globl  _start
_start: cli
        xor     %ax, %ax
        mov     %ax, %ds
        mov     %ax, %ss
        mov     $0x7c00, %sp
        movw    $nmi, VECTOR_NMI
        mov     %ax, VECTOR_NMI + 2
        # SeaBIOS's own handler would take the characters from the serial port.
        movw    $timer, VECTOR_TIMER
        mov     %ax, VECTOR_TIMER + 2
        mov     $PM1_ENABLE, %dx
        mov     $POWER_BUTTON, %ax
        out     %ax, %dx
        mov     $booted, %si
        call    print

# Eighteen times a second.
look:   sti
        hlt
        mov     $PM1_STATUS, %dx
        in      %dx, %ax
        test    $POWER_BUTTON, %ax
        jz      typed
        mov     $POWER_BUTTON, %ax      # written, it is cleared
        out     %ax, %dx
        mov     $button, %si
        call    print
        .ifndef stubborn
        mov     $PM1_CONTROL, %dx
        mov     $SLEEP_ENABLE, %ax
        out     %ax, %dx
        .endif

typed:  mov     $SERIAL_STATUS, %dx
        in      %dx, %al
        test    $RECEIVED, %al
        jz      look
        mov     $SERIAL_DATA, %dx
        in      %dx, %al
        call    put
        cmp     $'\r', %al
        jne     typed
        mov     $prompt, %si
        call    print
        jmp     typed

timer:  push    %ax
        mov     $0x20, %al              # end of interrupt, to the controller
        out     %al, $0x20
        pop     %ax
        iret

nmi:    pusha
        mov     $interrupt, %si
        call    print
        popa
        iret

print:  lodsb
        test    %al, %al
        jz      1f
        call    put
        jmp     print
1:      ret

# Writes AL; no other register changes.
put:    push    %dx
        push    %ax
        mov     $SERIAL_STATUS, %dx
2:      in      %dx, %al
        test    $SENDING_DONE, %al
        jz      2b
        pop     %ax
        mov     $SERIAL_DATA, %dx
        out     %al, %dx
        pop     %dx
        ret

booted: .asciz  "guest: booted\r\n"
button: .asciz  "guest: power button\r\n"
interrupt: .asciz "guest: NMI\r\n"
prompt: .asciz  "\nguest> "

        .org    510
        .word   0xaa55
